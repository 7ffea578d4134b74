using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A sum, product or the like of values, with the activation that follows.</summary>
internal sealed class ArithmeticOperation(string layer, Arithmetic arithmetic, IReadOnlyList<Value> inputs, Value output)
    : ElementwiseOperation(layer, new ArithmeticFunction(arithmetic, inputs.Count, Activation.Identity), inputs, output), IFusesActivation
{
    private readonly Arithmetic _arithmetic = arithmetic;
    private readonly int _terms = inputs.Count;

    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new ArithmeticFunction(_arithmetic, _terms, Activation);
}
