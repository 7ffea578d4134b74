using ConvGen.Generator.Lowering.Operations;
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
    private int _dropouts;

    /// <summary>The value that the border brings the loss's gradient to.</summary>
    public Value OutputGradient => _gradients[ValueOf(Network.Outputs[0])];

    /// <summary>The value that the loss's gradient goes to when it is taken with respect to the logits; null without a final softmax.</summary>
    public Value? LogitsGradient { get; private set; }

    /// <summary>What goes into the final softmax; null without one.</summary>
    public Value? Logits { get; private set; }

    /// <summary>The gradient of the network's input, where it is asked for and depends on anything.</summary>
    public Value? InputGradient => Network.InputGradient ? GradientOf(ValueOf(Network.Inputs[0])) : null;

    /// <summary>The operations of a training step.</summary>
    public static TrainingBuilder Lower(NetworkModel network)
    {
        var builder = new TrainingBuilder(network);
        foreach (Node node in network.Nodes)
        {
            LayerLowering.For(node.Layer).Train(node, builder);
        }

        builder.PlayBack();
        return builder;
    }

    /// <summary>Puts the backward operations of a layer on the tape.</summary>
    public void Backward(Action add) => _tape.Push(add);

    /// <summary>Says that a value depends on parameters, or on values that do.</summary>
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

    /// <summary>Marks the softmax that is the network's last layer.</summary>
    public void SetFinalSoftmax(Value logits) => Logits = logits;

    /// <summary>A number for the random stream of a dropout layer.</summary>
    public int NextDropout() => _dropouts++;

    private void PlayBack()
    {
        Operations.Add(new BackwardStartOperation());
        Value output = ValueOf(Network.Outputs[0]);
        CreateGradient(output).IsExternal = true;
        while (_tape.Count > 0)
        {
            _tape.Pop()();
        }

        if (Logits is not null)
        {
            LogitsGradient = GradientOf(Logits);
            Logits.IsResult = true;
        }

        output.IsResult = true;
        if (InputGradient is { } inputGradient)
        {
            inputGradient.IsResult = true;
        }
    }

    private Value CreateGradient(Value value)
    {
        var gradient = new Value($"gradient of {value.Name}", value.Channels, value.Size);
        _gradients.Add(value, gradient);
        return gradient;
    }
}
