using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Emission;

/// <summary>A size of the input as emitted code names what belongs to it.</summary>
/// <param name="Plan">What is planned for it.</param>
/// <param name="Inputs">The network's inputs at this size.</param>
/// <param name="Outputs">The network's outputs at this size.</param>
internal sealed record EmittedSize(SizePlan Plan, IReadOnlyList<Port> Inputs, IReadOnlyList<Port> Outputs)
{
    /// <summary>The inputs, each with where it is stored.</summary>
    public IEnumerable<(Port Port, StoredValue Value)> StoredInputs => Inputs.Zip(Plan.Inputs, (port, value) => (port, value));

    /// <summary>The outputs, each with where it is stored.</summary>
    public IEnumerable<(Port Port, StoredValue Value)> StoredOutputs => Outputs.Zip(Plan.Outputs, (port, value) => (port, value));

    /// <summary>The constant with the most examples of a pass.</summary>
    public string ExamplesPerPass => $"ExamplesPerPass{Plan.Suffix}";

    /// <summary>The method that runs the passes over all examples.</summary>
    public string Examples => $"ForwardExamples{Plan.Suffix}";

    /// <summary>The sizes of a network, the declared one first.</summary>
    public static EmittedSize[] All(NetworkPlan plan) =>
        [.. plan.Sizes.Select(size =>
            new EmittedSize(size, Port.Inputs(size.Network, size.Suffix), Port.Outputs(size.Network, size.Suffix)))];
}
