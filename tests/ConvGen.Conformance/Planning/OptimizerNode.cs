using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Planning;

/// <summary>An ONNX graph that is one step of an optimizer, which begins with a given state.</summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Steps">The steps that it has behind it.</param>
/// <param name="Parameters">What is changed.</param>
/// <param name="Gradients">The gradient by each.</param>
/// <param name="Buffers">The state of each: for every buffer its name, and its values for all parameters.</param>
internal sealed record OptimizerNode(
    Optimizer Optimizer, long Steps, Tensor[] Parameters, Tensor[] Gradients, IReadOnlyList<(string Name, Tensor[] Values)> Buffers)
{
    // So many steps that nothing is corrected any more.
    private const long Endless = 1L << 40;

    private static readonly Dictionary<string, (string[] Buffers, Func<Attributes, float, long, (Optimizer, long)> Create)> Table = new()
    {
        ["Momentum"] = (["momentum_buffer"], Momentum),
        ["Adam"] = (["exp_avg", "exp_avg_sq"], Adam),
    };

    /// <summary>The optimizer that a graph of one node is; null when it is none.</summary>
    /// <exception cref="SkippedCaseException">No optimizer has a setting of it.</exception>
    public static OptimizerNode? Of(ForwardCase source)
    {
        if (source.Nodes is not [{ } node] || !Table.TryGetValue(node.Op, out (string[] Buffers, Func<Attributes, float, long, (Optimizer, long)> Create) entry))
            return null;
        Tensor[] inputs = [.. node.Inputs.Select(name => source.Inputs.First(tensor => tensor.Name == name))];

        // Rate and count, then all parameters, all gradients, and all of each buffer.
        Tensor[][] groups = [.. inputs[2..].Chunk((inputs.Length - 2) / (2 + entry.Buffers.Length))];
        (Optimizer optimizer, long steps) = entry.Create(node.Attributes, inputs[0].Floats[0], inputs[1].Integers[0]);
        return new(optimizer, steps, groups[0], groups[1], [.. entry.Buffers.Zip(groups[2..])]);
    }

    private static (Optimizer, long) Momentum(Attributes settings, float rate, long count)
    {
        bool nesterov = settings.Text("mode", "") == "nesterov";

        // The first step takes the gradient as it is.
        float dampening = count == 0 ? 0 : 1 - (float)settings.Real("beta");
        if (nesterov && dampening != 0)
            throw new SkippedCaseException("Nesterov's momentum with dampening");
        return (new Sgd(rate, (float)settings.Real("alpha"), dampening, (float)settings.Real("norm_coefficient"), nesterov), count);
    }

    // ONNX has Kingma and Ba's second form: rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε), where t counts the steps before this one and nothing is
    // corrected at t = 0. The first form, which torch has, is the same with ε/√(1 − β₂ᵗ).
    private static (Optimizer, long) Adam(Attributes settings, float rate, long count)
    {
        if (settings.Real("norm_coefficient_post") != 0)
            throw new SkippedCaseException("Adam that shrinks what it has changed");
        double beta1 = settings.Real("alpha", 0.9), beta2 = settings.Real("beta", 0.999), epsilon = settings.Real("epsilon", 1e-6);
        double correction = count == 0 ? 1 : Math.Sqrt(1 - Math.Pow(beta2, count));
        return (new Adam(rate, beta1, beta2, epsilon / correction, settings.Real("norm_coefficient")), count == 0 ? Endless : count - 1);
    }
}
