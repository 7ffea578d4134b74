using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Running;

/// <summary>Steps of an optimizer with given gradients: the parameters after each.</summary>
internal sealed class OptimizerCheck(OptimizerCase source, Optimizer optimizer) : DirectCheck(source.Name, Bound.OfGradients())
{
    public override IReadOnlyList<Result> Run()
    {
        float[][] parameters = [.. source.Parameters.Select(tensor => (float[])tensor.Floats.Clone())];
        optimizer.Attach([.. parameters.Select(tensor => tensor.Length)]);

        List<Result> results = [];
        for (int step = 0; step < source.Steps.Length; step++)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                string name = source.Parameters[i].Name;
                optimizer.Step(i, parameters[i], Find(source.Steps[step].Gradients, name).Floats);
                results.Add(new($"{name} after step {step + 1}", Find(source.Steps[step].ParametersAfter, name), [.. parameters[i]]));
            }
        }

        return results;
    }

    private static Tensor Find(Tensor[] tensors, string name) => tensors.First(tensor => tensor.Name == name);
}
