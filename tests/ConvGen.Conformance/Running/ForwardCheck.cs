using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Declarations;

namespace ConvGen.Conformance.Running;

/// <summary>Inference against the expected output.</summary>
internal sealed class ForwardCheck(string name, NetworkDeclaration declaration, Tensor output, Bound bound)
    : NetworkCheck(name, declaration, bound)
{
    protected override IReadOnlyList<Result> Compute(INetwork network)
    {
        float[] got = new float[Declaration.Input.Examples * network.ResultLength];
        network.Forward(Declaration.Input.Data, got);
        return [new(output.Name, output, got)];
    }
}
