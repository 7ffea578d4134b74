using System.Globalization;

namespace ConvGen.Fuzzing;

/// <summary>How much is tried, and from where on: a quick run with fixed seeds, unless the environment says otherwise.</summary>
internal static class FuzzSettings
{
    private const int UsualNetworks = 120;
    private const int UsualMutations = 300;
    private const int UsualExchanged = 60;
    private const int UsualSeed = 1;

    /// <summary>Drawn networks.</summary>
    public static int Networks { get; } = Number("CONVGEN_FUZZ_NETWORKS", UsualNetworks);

    /// <summary>Mutated declarations.</summary>
    public static int Mutations { get; } = Number("CONVGEN_FUZZ_MUTATIONS", UsualMutations);

    /// <summary>Drawn networks that become ONNX models and come back.</summary>
    public static int Exchanged { get; } = Number("CONVGEN_FUZZ_EXCHANGED", UsualExchanged);

    /// <summary>The first seed.</summary>
    public static int Seed { get; } = Number("CONVGEN_FUZZ_SEED", UsualSeed);

    /// <summary>A file that takes what fails as soon as it has; null for none.</summary>
    public static string? Report { get; } = Text("CONVGEN_FUZZ_REPORT");

    /// <summary>A file with one declaration, to be tried instead of drawn ones; null for none.</summary>
    public static string? Declaration { get; } = Text("CONVGEN_FUZZ_DECLARATION");

    private static string? Text(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;

    private static int Number(string variable, int usual) =>
        Text(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
