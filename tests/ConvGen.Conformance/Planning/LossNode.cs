using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Planning;

/// <summary>A graph's last node when it is a loss: what is compared with what, and by which loss.</summary>
/// <param name="Scores">The value that is judged.</param>
/// <param name="Targets">The tensor that it is judged by.</param>
/// <param name="Loss">The loss.</param>
/// <param name="PerTarget">Whether the case wants one loss for each target instead of one for all.</param>
internal sealed record LossNode(string Scores, string Targets, Loss Loss, bool PerTarget)
{
    private static readonly Dictionary<string, Func<LossSettings, Loss>> Gradients = new()
    {
        ["CrossEntropy"] = settings => new CrossEntropyLoss(settings.Real("label_smoothing"), settings.Reduction, settings.ClassWeights, settings.IgnoredLabel),
        ["NLL"] = settings => new NegativeLogLikelihoodLoss(settings.Reduction, settings.ClassWeights, settings.IgnoredLabel),
        ["BCEWithLogits"] = settings => new BinaryCrossEntropyLoss(settings.Real("pos_weight", 1), settings.Reduction),
        ["MSE"] = settings => new MeanSquaredErrorLoss(settings.Reduction),
        ["L1"] = settings => new MeanAbsoluteErrorLoss(settings.Reduction),
        ["SmoothL1"] = settings => new SmoothL1Loss(settings.Real("beta", 1), settings.Reduction),
        ["Huber"] = settings => new HuberLoss(settings.Real("delta", 1), settings.Reduction),
    };

    private static readonly Dictionary<string, Func<LossSettings, Loss>> Onnx = new()
    {
        ["SoftmaxCrossEntropyLoss"] = Gradients["CrossEntropy"],
        ["NegativeLogLikelihoodLoss"] = Gradients["NLL"],
    };

    /// <summary>The loss at the end of a gradient case's graph; null when it ends in a layer.</summary>
    public static LossNode? OfGradientCase(Node last) => Of(last, Gradients, []);

    /// <summary>The loss that an ONNX graph of one node is; null when it is none.</summary>
    public static LossNode? OfOnnxCase(ForwardCase source) => source.Nodes is [{ } node] ? Of(node, Onnx, source.Inputs) : null;

    private static LossNode? Of(Node node, Dictionary<string, Func<LossSettings, Loss>> table, Tensor[] inputs)
    {
        if (!table.TryGetValue(node.Op, out Func<LossSettings, Loss>? create))
            return null;
        Tensor? classWeights = node.Inputs.Length > 2 ? inputs.First(tensor => tensor.Name == node.Inputs[2]) : null;
        LossSettings settings = new(node.Attributes, classWeights?.Floats);
        return new(node.Inputs[0], node.Inputs[1], create(settings), settings.PerTarget);
    }
}
