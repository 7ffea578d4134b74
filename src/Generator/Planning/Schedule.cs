using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>What a pass does, in order.</summary>
internal sealed class Schedule
{
    public List<Step> Steps { get; } = [];

    /// <summary>The step with which the backward pass begins; null where there is none.</summary>
    public int? BackwardStart { get; set; }

    /// <summary>Algorithms by layer, for users.</summary>
    public Dictionary<string, string> Algorithms { get; } = new(StringComparer.Ordinal);
}
