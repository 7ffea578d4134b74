using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Models;

namespace ConvGen.Conformance.Running;

/// <summary>Inference against the expected outputs.</summary>
internal sealed class ForwardCheck(string name, CaseNetwork network, Tensor[] outputs, Bound bound)
    : NetworkCheck(name, network, bound)
{
    protected override IReadOnlyList<Result> Compute(INetwork compiled)
    {
        int examples = Network.Examples;
        float[] got = new float[examples * compiled.OutputLength];
        compiled.Forward(Network.Joined(), got);
        List<Result> results = [];
        int start = 0;
        foreach ((Tensor output, PortInfo port) in outputs.Zip(compiled.Info.Outputs))
        {
            results.Add(new(output.Name, output, got.AsSpan(start, examples * port.Length).ToArray()));
            start += examples * port.Length;
        }

        return results;
    }
}
