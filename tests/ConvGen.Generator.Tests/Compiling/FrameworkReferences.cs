using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>What a project references: the framework's reference assemblies and the runtime's build for it.</summary>
internal static class FrameworkReferences
{
    private static readonly ImmutableArray<MetadataReference> Net80 =
        [.. Basic.Reference.Assemblies.Net80.References.All, MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "net8.0", "ConvGen.dll"))];

    // The framework that the tests run on; no package has its reference assemblies yet.
    private static readonly ImmutableArray<MetadataReference> Net100 =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The references of a framework.</summary>
    public static ImmutableArray<MetadataReference> Of(Framework framework) => framework == Framework.Net80 ? Net80 : Net100;
}
