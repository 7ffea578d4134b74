using System.Globalization;

namespace ConvGen.Fuzzing;

/// <summary>How much is tried, and from where on: a quick run with fixed seeds, unless the environment says otherwise.</summary>
internal static class FuzzSettings
{
    private const int UsualNetworks = 120;
    private const int UsualMutations = 300;
    private const int UsualSeed = 1;

    /// <summary>Drawn networks.</summary>
    public static int Networks { get; } = Number("CONVGEN_FUZZ_NETWORKS", UsualNetworks);

    /// <summary>Mutated declarations.</summary>
    public static int Mutations { get; } = Number("CONVGEN_FUZZ_MUTATIONS", UsualMutations);

    /// <summary>The first seed.</summary>
    public static int Seed { get; } = Number("CONVGEN_FUZZ_SEED", UsualSeed);

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
