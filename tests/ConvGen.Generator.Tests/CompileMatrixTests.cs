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

    public static TheoryData<Declaration, UserProject> Cases =>
        [.. from declaration in Declarations.All from project in Projects select new TheoryDataRow<Declaration, UserProject>(declaration, project)];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void CompilesWithoutAWarning(Declaration declaration, UserProject project)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        GeneratedProject generated = project.Generate(declaration.Source);
        Assert.NotEmpty(generated.Result.GeneratedSources);
        Assert.Empty(generated.Complaints(cancellation));
        Assert.Empty(generated.WithoutHiddenWarnings(cancellation).Complaints(cancellation));
    }
}
