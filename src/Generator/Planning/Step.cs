using ConvGen.Generator.Lowering;

namespace ConvGen.Generator.Planning;

/// <summary>One entry of a schedule.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
internal abstract record Step(string Layer)
{
    /// <summary>What it does, as profiles show it.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Whether the step is done only in exact mode, or only outside it; null for always.</summary>
    public bool? WhenExact { get; init; }

    /// <summary>In which form the loss must take an output for the step to be done; null for any.</summary>
    public OutputForm? When { get; init; }
}
