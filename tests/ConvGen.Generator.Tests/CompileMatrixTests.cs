using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests;

/// <summary>Emitted code compiles in every project that users have, with all warnings of all levels as errors.</summary>
public class CompileMatrixTests
{
    /// <summary>The corners of the matrix, and each setting changed once.</summary>
    private static readonly UserProject[] Projects =
    [
        UserProject.Current,
        UserProject.Current with { Framework = Framework.Net80, Language = LanguageVersion.CSharp12 },
        UserProject.Current with { Language = LanguageVersion.CSharp12, Nullable = false, Checked = true },
        UserProject.Current with { Framework = Framework.Net80, Nullable = false, Checked = true },
    ];

    public static TheoryData<UserProject> Cases => [.. Projects];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void CompilesWithoutAWarning(UserProject project)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        GeneratedProject generated = project.Generate([.. Declarations.All.Select(declaration => declaration.Source)]);
        Assert.Equal("", string.Join('\n', generated.Complaints(cancellation)));
        Assert.Equal("", string.Join('\n', generated.WithoutHiddenWarnings(cancellation).Complaints(cancellation)));
    }
}
