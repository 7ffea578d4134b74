using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering;

/// <summary>An output that training can give as the logits that go into its softmax, with the gradient by them.</summary>
/// <param name="output">The number of the output.</param>
/// <param name="logits">What the softmax reads.</param>
/// <param name="softmax">The softmax.</param>
internal sealed class LogitsOutput(int output, Value logits, SoftmaxOperation softmax)
{
    /// <summary>The number of the output.</summary>
    public int Output => output;

    /// <summary>What the softmax reads.</summary>
    public Value Logits => logits;

    /// <summary>Where the gradient of the loss by the logits is brought to; null when nothing that is learned depends on it.</summary>
    public Value? Gradient { get; private set; }

    /// <summary>Whether the softmax is left out when the output is given as logits, because nothing else reads what it yields.</summary>
    public bool LeavesOutSoftmax => softmax.When is not null;

    /// <summary>
    /// Leaves the softmax out when the output is given as logits, where nothing but the output itself sees its result. Asked when all
    /// operations of the forward pass are there.
    /// </summary>
    public void TryLeaveOut(TrainingBuilder builder)
    {
        Value probabilities = softmax.Writes!;
        bool isRead = builder.Operations.Any(operation => operation.Reads.Contains(probabilities));
        if (!isRead && builder.Network.Outputs.Select(builder.ValueOf).Count(value => value == probabilities) == 1)
        {
            softmax.When = new OutputForm(output, Logits: false);
        }
    }

    /// <summary>Brings the gradient by the logits into the backward pass, where they have one.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="addsToOthers">Whether something else contributes to the same gradient in the same pass.</param>
    public void Bring(TrainingBuilder builder, bool addsToOthers)
    {
        if (builder.GradientOf(logits) is not { } whole)
        {
            return;
        }

        Gradient = addsToOthers ? new Value($"{whole.Name}, from the loss", logits.Channels, logits.Size) : whole;
        Gradient.Arrival = Arrival.BeforeBackward;
        if (addsToOthers)
        {
            builder.Operations.Add(
                new CopyOperation(softmax.Layer, Gradient, whole, accumulates: true) { When = new OutputForm(output, Logits: true) });
        }
    }
}
