using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>A project's settings for the code of its networks.</summary>
/// <param name="Targets">The vector targets, the widest first.</param>
/// <param name="Training">Whether networks with <c>[Trainable]</c> get code for training.</param>
public sealed record CodeSettings(EquatableArray<string> Targets, bool Training)
{
    /// <summary>Every vector target, the widest first.</summary>
    public static readonly EquatableArray<string> AllTargets = new("Avx512", "Avx2", "Portable");

    /// <summary>The default settings.</summary>
    public static readonly CodeSettings Default = new(AllTargets, Training: true);

    /// <summary>The network with these settings.</summary>
    public NetworkModel Apply(NetworkModel network) => network with
    {
        Targets = Targets,
        Trainable = network.Trainable && Training,
        InputGradient = network.InputGradient && Training,
        Sizes = network.Sizes.Select(Apply).ToEquatableArray(),
    };
}
