namespace ConvGen.Conformance.Declarations;

/// <summary>Collects the layers of one network.</summary>
internal sealed class NetworkBuilder
{
    private readonly List<string> _layers = [];
    private readonly List<ParameterValues> _parameters = [];
    private readonly List<InputView> _inputs = [];
    private string? _last;

    /// <summary>How many examples the inputs hold, once a layer has read one.</summary>
    public int Examples => _inputs.Count == 0 ? 0 : _inputs[0].Examples;

    /// <summary>Adds a layer that reads one value.</summary>
    /// <param name="layer">The attribute.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="rank">The number of axes of what it makes; null for as many as it reads.</param>
    public Value Add(LayerText layer, string name, Value source, int? rank = null)
    {
        string from = Read(source);
        layer.Property("Name", LayerText.Text(name));
        if (from != _last)
            layer.Property("From", LayerText.Text(from));
        return Append(layer, name, rank ?? source.Rank, source.Relabelled && rank is null);
    }

    /// <summary>Adds a layer that combines several values.</summary>
    public Value Join(LayerText layer, string name, IReadOnlyList<Value> sources)
    {
        string[] names = [.. sources.Select(Read)];
        foreach (string source in names)
            layer.Argument(LayerText.Text(source));
        layer.Property("Name", LayerText.Text(name));
        return Append(layer, name, sources[0].Rank, sources.Any(source => source.Relabelled));
    }

    /// <summary>Gives a tensor of the network its values.</summary>
    public void Set(string parameter, float[] values) => _parameters.Add(new(parameter, values));

    /// <summary>The finished network.</summary>
    /// <param name="outputs">The layers whose results are wanted.</param>
    /// <param name="training">The attribute that asks for training; null for inference only.</param>
    public NetworkDeclaration Build(IReadOnlyList<string> outputs, LayerText? training = null)
    {
        if (_inputs.Count == 0)
            throw new SkippedCaseException("a graph without input");
        IEnumerable<string> declared = _inputs.Select(input => $"Input({string.Join(", ", input.Example.Select(LayerText.Number))})");
        List<string> attributes = [.. declared, .. _layers];

        // The last layer is the output unless it is said otherwise.
        if (outputs.Count > 1 || outputs[0] != _last)
            attributes.AddRange(outputs.Select(output => new LayerText("Output").Property("From", LayerText.Text(output)).ToString()));
        if (training is not null)
            attributes.Add(training.ToString());
        return new(attributes, _inputs, _parameters);
    }

    private Value Append(LayerText layer, string name, int rank, bool relabelled)
    {
        _layers.Add(layer.ToString());
        _last = name;
        return new(name, null, rank, relabelled);
    }

    private string Read(Value value)
    {
        if (value.Layer is not null)
            return value.Layer;

        InputView view = value.View!;
        if (view.Shape.Length == 1)
            view = view.WithShape(view.Shape[0], 1);
        int index = _inputs.FindIndex(view.IsSameAs);
        if (index < 0)
        {
            if (_inputs.Count > 0 && view.Examples != Examples)
                throw new SkippedCaseException($"inputs of {Examples} and {view.Examples} examples");
            index = _inputs.Count;
            _inputs.Add(view);
        }

        return index == 0 ? "input" : $"input{index + 1}";
    }
}
