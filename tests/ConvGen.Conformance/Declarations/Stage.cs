namespace ConvGen.Conformance.Declarations;

/// <summary>What networks can be declared so far, where it is less than what the operators themselves allow.</summary>
internal static class Stage
{
    /// <summary>The most spatial axes of a feature map.</summary>
    public const int SpatialAxes = 2;

    /// <summary>Refuses what networks cannot be declared over yet.</summary>
    public static void RequireAxes(int axes)
    {
        if (axes > SpatialAxes)
            throw new SkippedCaseException($"{axes}-D input (networks read up to {SpatialAxes}-D)");
    }
}
