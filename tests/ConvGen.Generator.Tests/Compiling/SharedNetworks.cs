using System.Reflection;
using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>The networks of samples and benchmarks.</summary>
internal static class SharedNetworks
{
    /// <summary>The files that declare them.</summary>
    public static IReadOnlyList<string> Sources { get; } = Read();

    /// <summary>What they declare.</summary>
    public static IReadOnlyList<NetworkModel> Models { get; } =
    [
        .. UserProject.Current.Compile([.. Sources])
            .GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .Select(type => NetworkReader.Read((INamedTypeSymbol)type, CancellationToken.None))
            .OfType<NetworkModel>(),
    ];

    private static string[] Read()
    {
        Assembly tests = typeof(SharedNetworks).Assembly;
        string[] sources = [.. tests.GetManifestResourceNames().Select(name => Text(tests.GetManifestResourceStream(name)!))];
        return [.. sources.Where(source => source.Contains("[Input(", StringComparison.Ordinal))];
    }

    private static string Text(Stream stream)
    {
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
