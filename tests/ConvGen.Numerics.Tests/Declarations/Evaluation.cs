using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>A network evaluated by the reference: every layer's output, and gradients from any of them.</summary>
internal sealed class Evaluation
{
    private readonly DeclaredNetwork _network;
    private readonly Pass _pass;
    private readonly Dictionary<string, Tensor> _values = [];
    private readonly List<(DeclaredLayer Layer, Result Result)> _results = [];

    public Evaluation(DeclaredNetwork network, Tensor input, Pass pass)
    {
        _network = network;
        _pass = pass;
        _values[DeclaredNetwork.Input] = input;
        foreach (DeclaredLayer layer in network.Layers)
        {
            Result result = layer.Run(pass, [.. layer.Inputs.Select(name => _values[name])]);
            _results.Add((layer, result));
            _values[layer.Name] = result.Output;
        }
    }

    public Tensor Output => _values[_network.Last.Name];

    /// <summary>What goes into the last layer.</summary>
    public Tensor BeforeLast => _values[_network.Last.Inputs[0]];

    /// <summary>How near the least sure rectifier or maximum is to deciding otherwise.</summary>
    public double Margin => _results.Min(entry => entry.Result.Margin);

    /// <summary>Running statistics after the pass.</summary>
    public IReadOnlyDictionary<string, double[]> Moved => _pass.Moved;

    /// <summary>Takes the gradient by the output (by what goes into the last layer, with beforeLast) back to parameters and input.</summary>
    /// <returns>Gradients by the full names of the parameters, and by "input".</returns>
    public Dictionary<string, Tensor> Backward(Tensor gradient, bool beforeLast = false)
    {
        Dictionary<string, Tensor> byValue = new() { [beforeLast ? _network.Last.Inputs[0] : _network.Last.Name] = gradient };
        Dictionary<string, Tensor> gradients = [];
        foreach ((DeclaredLayer layer, Result result) in Enumerable.Reverse(_results))
        {
            // A layer that nothing reads has no influence on the output.
            Tensor[] parts = result.Backward(byValue.TryGetValue(layer.Name, out Tensor? own) ? own : Tensor.Like(result.Output));
            for (int i = 0; i < layer.Inputs.Length; i++)
                Accumulate(byValue, layer.Inputs[i], parts[i]);
            foreach ((DeclaredParameter parameter, Tensor part) in layer.Parameters.Where(parameter => parameter.IsTrained).Zip(parts.Skip(layer.Inputs.Length)))
                gradients[parameter.Name] = part;
        }

        gradients[DeclaredNetwork.Input] = byValue[DeclaredNetwork.Input];
        return gradients;
    }

    private static void Accumulate(Dictionary<string, Tensor> gradients, string name, Tensor part) =>
        gradients[name] = gradients.TryGetValue(name, out Tensor? sum) ? sum.Zip(part, (a, b) => a + b) : part;
}
