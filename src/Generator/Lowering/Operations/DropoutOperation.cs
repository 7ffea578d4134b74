using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Dropout of a training pass, or its gradient: the key makes both drop the same elements.</summary>
internal sealed class DropoutOperation(string layer, int key, double probability, Value input, Value output, bool accumulates)
    : ElementwiseOperation(layer, new DropoutFunction(probability), [input], output, accumulates)
{
    /// <inheritdoc/>
    protected override string[] ExtraArguments => [$"c.Key({Kernels.Text.Of(key)})"];
}
