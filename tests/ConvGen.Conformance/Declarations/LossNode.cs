using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>A graph's last node when it is a loss: what is compared with what, and by which loss.</summary>
/// <param name="Scores">The value that is judged.</param>
/// <param name="Targets">The tensor that it is judged by.</param>
/// <param name="Loss">The loss.</param>
/// <param name="PerExample">Whether the case wants one loss for each example instead of one for all.</param>
internal sealed record LossNode(string Scores, string Targets, Loss Loss, bool PerExample)
{
    private static readonly Dictionary<string, Func<Attributes, Loss>> Gradients = new()
    {
        ["CrossEntropy"] = attributes => new CrossEntropyLoss((float)attributes.Real("label_smoothing"), Reduced(attributes)),
        ["MSE"] = attributes => new MeanSquaredErrorLoss(Reduced(attributes)),
    };

    /// <summary>The loss at the end of a gradient case's graph; null when it ends in a layer.</summary>
    public static LossNode? OfGradientCase(Node last) =>
        Gradients.TryGetValue(last.Op, out Func<Attributes, Loss>? create)
            ? new(last.Inputs[0], last.Inputs[1], create(last.Attributes), last.Attributes.Text("reduction", "mean") == "none")
            : null;

    /// <summary>The loss that an ONNX graph of one node is; null when it is none.</summary>
    public static LossNode? OfOnnxCase(ForwardCase source)
    {
        if (source.Nodes is not [{ Op: "SoftmaxCrossEntropyLoss" } node])
            return null;
        if (node.Inputs.Length > 2)
            throw new SkippedCaseException($"{node.Op} with class weights");
        if (node.Attributes.Has("ignore_index"))
            throw new SkippedCaseException($"{node.Op} with an ignored label");
        if (node.Outputs.Length > 1)
            throw new SkippedCaseException($"{node.Op} with the logarithms of the probabilities as output");
        bool perExample = node.Attributes.Text("reduction", "mean") == "none";
        if (perExample && source.Outputs[0].Shape.Length > 1)
            throw new SkippedCaseException($"{node.Op} with a loss for each position");
        return new(node.Inputs[0], node.Inputs[1], new CrossEntropyLoss(0, Reduced(node.Attributes)), perExample);
    }

    // One loss for each example is the sum over the positions of that example alone.
    private static Reduction Reduced(Attributes attributes) => attributes.Text("reduction", "mean") == "mean" ? Reduction.Mean : Reduction.Sum;
}
