using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>Emitted code compiles in every project that users have, with all warnings of all levels as errors.</summary>
public class CompileMatrixTests
{
    private static readonly Lazy<GeneratedProject> Current = new(() => Shown(DeclaredNetworks.Current));

    private static readonly Lazy<GeneratedProject> Oldest = new(() => Shown(DeclaredNetworks.Oldest));

    // A warning would be an error, and no assembly would come out.
    [Fact]
    public void CompilesAsItIs()
    {
        Assert.Empty(DeclaredNetworks.Current.Result.Diagnostics);
        Assert.NotEmpty(DeclaredNetworks.CurrentAssembly);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public void HidesNoWarningToday(bool nullable, bool overflowChecks, bool implicitUsings) =>
        AssertSilent(Current.Value.Under(UserProject.Current with { Nullable = nullable, Checked = overflowChecks, ImplicitUsings = implicitUsings }));

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public void HidesNoWarningInTheOldestProject(bool nullable, bool overflowChecks, bool implicitUsings) =>
        AssertSilent(Oldest.Value.Under(UserProject.Oldest with { Nullable = nullable, Checked = overflowChecks, ImplicitUsings = implicitUsings }));

    private static GeneratedProject Shown(GeneratedProject project) => project.WithoutHiddenWarnings(TestContext.Current.CancellationToken);

    private static void AssertSilent(GeneratedProject project)
    {
        const int shown = 10;
        string[] complaints = [.. project.Complaints(TestContext.Current.CancellationToken)];
        Assert.True(complaints.Length == 0, $"{complaints.Length} complaints:\n{string.Join('\n', complaints.Take(shown))}");
    }
}
