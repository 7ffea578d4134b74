using System.Collections.Immutable;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>All declarations as one project, generated once for the tests that look at what came out.</summary>
internal static class DeclaredNetworks
{
    private static readonly Lazy<GeneratedProject> LazyCurrent = new(() => Generate(UserProject.Current, Declarations.All));

    private static readonly Lazy<ImmutableArray<byte>> LazyAssembly = new(() => Current.Emit(TestContext.Current.CancellationToken));

    // The largest network says nothing more about an old framework.
    private static readonly Lazy<GeneratedProject> LazyOldest = new(() => Generate(UserProject.Oldest, Declarations.All.Except([Declarations.ResNet20])));

    /// <summary>For the framework and language of today.</summary>
    public static GeneratedProject Current => LazyCurrent.Value;

    /// <summary>The assembly of <see cref="Current"/>.</summary>
    public static ImmutableArray<byte> CurrentAssembly => LazyAssembly.Value;

    /// <summary>For the oldest framework and language.</summary>
    public static GeneratedProject Oldest => LazyOldest.Value;

    private static GeneratedProject Generate(UserProject project, IEnumerable<Declaration> declarations) =>
        project.Generate([.. declarations.Select(declaration => declaration.Source)]);
}
