using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Declarations;

namespace ConvGen.Conformance.Running;

/// <summary>Inference against the expected outputs.</summary>
internal sealed class ForwardCheck(string name, NetworkDeclaration declaration, Tensor[] outputs, Bound bound)
    : NetworkCheck(name, declaration, bound)
{
    protected override IReadOnlyList<Result> Compute(INetwork network)
    {
        int examples = Declaration.Examples;
        float[] got = new float[examples * network.OutputLength];
        network.Forward(Declaration.Joined(), got);
        List<Result> results = [];
        int start = 0;
        foreach ((Tensor output, PortInfo port) in outputs.Zip(network.Info.Outputs))
        {
            results.Add(new(output.Name, output, got.AsSpan(start, examples * port.Length).ToArray()));
            start += examples * port.Length;
        }

        return results;
    }
}
