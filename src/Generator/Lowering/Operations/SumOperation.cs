using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A sum of values, with the activation that follows.</summary>
internal sealed class SumOperation(string layer, IReadOnlyList<Value> inputs, Value output)
    : ElementwiseOperation(layer, new SumFunction(inputs.Count, Activation.Identity), inputs, output), IFusesActivation
{
    private readonly int _terms = inputs.Count;

    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new SumFunction(_terms, Activation);
}
