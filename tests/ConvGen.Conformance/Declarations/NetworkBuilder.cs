namespace ConvGen.Conformance.Declarations;

/// <summary>Collects the layers of one network.</summary>
internal sealed class NetworkBuilder
{
    private const string InputName = "input";

    private readonly List<string> _layers = [];
    private readonly List<ParameterValues> _parameters = [];
    private string _last = InputName;
    private InputView? _input;

    /// <summary>Whether any layer has been added.</summary>
    public bool IsEmpty => _layers.Count == 0;

    /// <summary>The network's last layer, which is its output.</summary>
    public string Output => _last;

    /// <summary>How many examples the input holds, once a layer has read it.</summary>
    public int Examples => _input?.Examples ?? 0;

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
    /// <param name="training">The attribute that asks for training; null for inference only.</param>
    public NetworkDeclaration Build(LayerText? training = null)
    {
        InputView input = _input ?? throw new SkippedCaseException("a graph without input");
        LayerText declared = new LayerText("Input").Argument(string.Join(", ", input.Example.Select(LayerText.Number)));
        List<string> attributes = [declared.ToString(), .. _layers];
        if (training is not null)
            attributes.Add(training.ToString());
        return new(attributes, input, _parameters);
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
        _input ??= view;
        return _input.IsSameAs(view) ? InputName : throw new SkippedCaseException("an input read with two different shapes");
    }
}
