using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Planning;

namespace ConvGen.Conformance.Running;

/// <summary>One step of an optimizer from a given state: the parameters and the state after it.</summary>
internal sealed class OptimizerNodeCheck(ForwardCase source, OptimizerNode node) : DirectCheck(source.Name, Bound.Of(source))
{
    public override IReadOnlyList<Result> Run()
    {
        Optimizer optimizer = node.Optimizer;
        float[][] parameters = [.. node.Parameters.Select(tensor => (float[])tensor.Floats.Clone())];
        optimizer.Attach([.. parameters.Select(tensor => tensor.Length)]);
        for (int i = 0; i < parameters.Length; i++)
        {
            OptimizerState state = optimizer.State(i);
            state.Steps = node.Steps;
            foreach ((string name, Tensor[] values) in node.Buffers)
                state.Set(name, values[i].Floats);
            optimizer.Step(i, parameters[i], node.Gradients[i].Floats);
        }

        // All parameters, then all of each buffer.
        IEnumerable<float[]> buffers = node.Buffers.SelectMany(buffer => parameters.Select((_, i) => optimizer.State(i).Values(buffer.Name).ToArray()));
        return [.. source.Outputs.Zip(parameters.Concat(buffers), (want, got) => new Result(want.Name, want, got))];
    }
}
