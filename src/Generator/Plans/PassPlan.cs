namespace ConvGen.Generator.Plans;

/// <summary>By which algorithm a layer is done.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Algorithm">The algorithm, as it is shown to users.</param>
internal sealed record LayerAlgorithm(string Layer, string Algorithm);

/// <summary>
/// Everything that is decided about a pass: its steps, its memory, its packed weights. Plain data, equal by value, without a line of code.
/// </summary>
/// <param name="Steps">What a pass does, in order.</param>
/// <param name="BackwardStart">The step with which the backward pass begins; the number of steps where there is none.</param>
/// <param name="Algorithms">Algorithms by layer.</param>
/// <param name="ArenaLength">Floats of values per example.</param>
/// <param name="LargestValue">Floats of the largest value per example.</param>
/// <param name="ScratchLength">Floats that do not grow with the number of examples.</param>
/// <param name="WorkspaceLength">Floats that every thread has for itself.</param>
internal sealed record PassPlan(
    EquatableArray<Step> Steps,
    int BackwardStart,
    EquatableArray<LayerAlgorithm> Algorithms,
    int ArenaLength,
    int LargestValue,
    int ScratchLength,
    int WorkspaceLength)
{
    /// <summary>Bytes of values per example.</summary>
    public long ArenaBytes => (long)ArenaLength * sizeof(float);

    /// <summary>Bytes that every thread has for itself.</summary>
    public long WorkspaceBytes => (long)WorkspaceLength * sizeof(float);

    /// <summary>By which algorithm a layer is done; null for one that has no steps of its own.</summary>
    public string? AlgorithmOf(string layer) => Algorithms.FirstOrDefault(entry => entry.Layer == layer)?.Algorithm;
}
