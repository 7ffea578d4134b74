using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>What a project asks of the code that is emitted for its networks.</summary>
/// <param name="Targets">The vector targets, the widest first.</param>
/// <param name="Training">Whether networks marked <c>[Trainable]</c> get what trains them.</param>
public sealed record CodeSettings(EquatableArray<string> Targets, bool Training)
{
    /// <summary>Every vector target, the widest first.</summary>
    public static readonly EquatableArray<string> AllTargets = new("Avx512", "Avx2", "Portable");

    /// <summary>What holds where nothing is said.</summary>
    public static readonly CodeSettings Default = new(AllTargets, Training: true);

    /// <summary>The network as it is to be emitted.</summary>
    public NetworkModel Apply(NetworkModel network) => network with
    {
        Targets = Targets,
        Trainable = network.Trainable && Training,
        InputGradient = network.InputGradient && Training,
        Sizes = network.Sizes.Select(Apply).ToEquatableArray(),
    };
}
