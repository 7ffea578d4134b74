using ConvGen.Generator.Program;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>
/// Lowers a network for training. Each layer adds its forward operations and puts on a tape what adds its backward operations; the
/// tape is then played from the end.
/// </summary>
internal sealed class TrainingBuilder(NetworkModel network) : ProgramBuilder(network)
{
    private readonly Stack<Action> _tape = new();
    private readonly Dictionary<Value, Value> _gradients = [];
    private readonly HashSet<Value> _needGradient = [];
    private readonly List<LogitsOutput> _logits = [];
    private int _dropouts;

    /// <summary>The network's outputs, in order.</summary>
    public IReadOnlyList<TrainedOutput> Outputs { get; private set; } = [];

    /// <summary>
    /// The gradients of the network's inputs, in order; null for those that nothing learned or wanted depends on. Empty where
    /// none is asked for.
    /// </summary>
    public IReadOnlyList<Value?> InputGradients =>
        Network.InputGradient ? [.. Network.Inputs.Select(input => GradientOf(ValueOf(input)))] : [];

    /// <summary>Rectifiers whose results the backward pass reads, in its order, with the names of their layers.</summary>
    public List<(string Layer, Value Result)> Rectifiers { get; } = [];

    /// <summary>The operations of a training step.</summary>
    public static TrainingBuilder Lower(NetworkModel network)
    {
        NetworkModel folded = ZeroPadding.Fold(network);
        var builder = new TrainingBuilder(folded);
        foreach (Node node in folded.Nodes)
        {
            LayerLowering.For(node.Layer).Train(node, builder);
        }

        builder.PlayBack();
        return builder;
    }

    /// <summary>
    /// Puts on the tape what adds the backward operations of a layer, from the gradient of its output. Without one, because nothing that is
    /// judged depends on it, or where it depends on nothing that is trained, the layer adds none.
    /// </summary>
    public void Backward(Value output, Action<Value> add) => _tape.Push(() =>
    {
        if (NeedsGradient(output) && GradientOf(output) is { } gradient)
        {
            add(gradient);
        }
    });

    /// <summary>Says how the gradient gets from the output of a layer without parameters to its input.</summary>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">What it yields.</param>
    /// <param name="create">Makes the operation from the output's gradient, the input's, and whether it adds to that.</param>
    public void Differentiate(Value input, Value output, Func<Value, Value, bool, Operation> create)
    {
        Track(output, hasParameters: false, input);
        Backward(output, gradient => Contribute(input, (to, adds) => create(gradient, to, adds)));
    }

    /// <summary>Says that a value depends on parameters that are trained, or on values that do.</summary>
    public void Track(Value output, bool hasParameters, params Value[] inputs)
    {
        if (hasParameters || inputs.Any(_needGradient.Contains))
        {
            _needGradient.Add(output);
        }
    }

    public bool NeedsGradient(Value value) => _needGradient.Contains(value);

    /// <summary>The gradient of a value, or null when nothing has contributed to it.</summary>
    public Value? GradientOf(Value value) => _gradients.TryGetValue(value, out Value gradient) ? gradient : null;

    /// <summary>Adds an operation that contributes to the gradient of a value; it is told whether there is something to add to.</summary>
    public void Contribute(Value value, Func<Value, bool, Operation> create)
    {
        if (!NeedsGradient(value))
        {
            return;
        }

        bool accumulates = _gradients.TryGetValue(value, out Value? gradient);
        gradient ??= CreateGradient(value);
        Operations.Add(create(gradient, accumulates));
    }

    /// <inheritdoc/>
    public override IEnumerable<Value> ExchangedValues => InputValues
        .Concat(Outputs.SelectMany(o => new[] { o.Value, o.Gradient, o.Logits?.Logits, o.Logits?.Gradient }).OfType<Value>())
        .Concat(InputGradients.OfType<Value>());

    /// <summary>Has training give the outputs that come from a softmax as logits where a loss takes those.</summary>
    /// <param name="softmax">The softmax.</param>
    /// <param name="operation">What it became.</param>
    /// <returns>These outputs.</returns>
    public IReadOnlyList<LogitsOutput> AddLogits(Node softmax, SoftmaxOperation operation)
    {
        LogitsOutput[] outputs = [.. Enumerable.Range(0, Network.Outputs.Count)
            .Where(output => ReferenceEquals(Network.SoftmaxBehind(Network.Outputs[output]), softmax))
            .Select(output => new LogitsOutput(output, Read(softmax), operation))];
        _logits.AddRange(outputs);
        return outputs;
    }

    /// <summary>A number for the random stream of a dropout layer.</summary>
    public int NextDropout() => _dropouts++;

    private void PlayBack()
    {
        _logits.ForEach(logits => logits.TryLeaveOut(this));
        Operations.Add(new BackwardStartOperation());
        (Value Value, Value Gradient)[] outputs = [.. Network.Outputs.Select(ValueOf).Select(output => (output, BringGradient(output)))];
        while (_tape.Count > 0)
        {
            _tape.Pop()();
        }

        Outputs =
            [.. outputs.Select((o, number) => new TrainedOutput(o.Value, o.Gradient, _logits.Find(logits => logits.Output == number)))];
        foreach (Value result in Outputs.SelectMany(o => new[] { o.Value, o.Logits?.Logits }).Concat(InputGradients).OfType<Value>())
        {
            result.IsResult = true;
        }
    }

    // The loss's gradient by an output comes from outside. Where two outputs are one value their gradients add up.
    private Value BringGradient(Value output)
    {
        if (!_gradients.TryGetValue(output, out Value? first))
        {
            Value gradient = CreateGradient(output);
            gradient.Arrival = Arrival.BeforeBackward;
            return gradient;
        }

        var second = new Value(first.Name, output.Channels, output.Size) { Arrival = Arrival.BeforeBackward };
        Operations.Add(new CopyOperation(output.Name, second, first, accumulates: true));
        return second;
    }

    private Value CreateGradient(Value value)
    {
        var gradient = new Value($"gradient of {value.Name}", value.Channels, value.Size);
        _gradients.Add(value, gradient);
        return gradient;
    }
}
