using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Normalisations.</summary>
internal static class NormalisationForms
{
    private const double Epsilon = 1e-5;

    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["BatchNormalization"] = BatchNorm,
        ["GroupNormalization"] = GroupNorm,
        ["InstanceNormalization"] = call =>
            call.Result("InstanceNorm", WithEpsilon(call), call.Input(0), call.Input(1), call.Input(2)),
        ["LayerNormalization"] = call => OverLastAxes(call, "LayerNorm"),
        ["LpNormalization"] = LpNormalization,
        ["LRN"] = call => call.Result(
            "LRN",
            new Settings().With("size", call.Attributes.Int("size", 1))
                .WithReal("alpha", call.Attributes.Real("alpha", 1e-4))
                .WithReal("beta", call.Attributes.Real("beta", 0.75))
                .WithReal("bias", call.Attributes.Real("bias", 1)),
            call.Input(0)),
        ["MeanVarianceNormalization"] = MeanVariance,
        ["RMSNormalization"] = call => OverLastAxes(call, "RmsNorm"),
    };

    private static Settings WithEpsilon(NodeCall call) => new Settings().WithReal("epsilon", call.Attributes.Real("epsilon", Epsilon));

    // Zeros stay zeros.
    private static void LpNormalization(NodeCall call)
    {
        string kind = call.Attributes.Int("p", 2) switch
        {
            1 => "L1",
            2 => "L2",
            var p => throw RefusalException.Setting($"the norm of order {p}"),
        };
        call.Result(
            "LpNorm",
            new Settings()
                .WithText("kind", kind)
                .With("axes", call.Axis(call.Attributes.Int("axis", -1)))
                .With("keep", 1)
                .WithReal("epsilon", 0),
            call.Input(0));
    }

    private static void BatchNorm(NodeCall call)
    {
        const int FirstWithoutTest = 7;
        if (call.Attributes.Flag("training_mode") || (call.Opset < FirstWithoutTest && !call.Attributes.Flag("is_test")))
        {
            throw RefusalException.Setting("it normalises by the statistics of the minibatch; export the model in evaluation mode");
        }

        if (call.Attributes.Int("spatial", 1) == 0)
        {
            throw RefusalException.Setting("it has statistics for each position (spatial = 0)");
        }

        call.Result(
            "BatchNorm",
            WithEpsilon(call).WithReal("momentum", call.Attributes.Real("momentum", 0.9)),
            [.. Enumerable.Range(0, 5).Select(call.Input)]);
    }

    private static void GroupNorm(NodeCall call)
    {
        const int FirstPerChannel = 21;
        int groups = call.Attributes.Int("num_groups");
        int channels = call.Shape(0)[1];
        if (groups <= 0 || channels % groups != 0)
        {
            throw RefusalException.Shapes($"{groups} groups do not divide {channels} channels");
        }

        string Spread(int input, string role)
        {
            OnnxTensor given = call.Constant(input, role);
            return call.Opset < FirstPerChannel && given.Length == groups
                ? call.Define(given.Pick([channels], channel => channel / (channels / groups)))
                : call.Input(input);
        }

        call.Result("GroupNorm", WithEpsilon(call).With("groups", groups), call.Input(0), Spread(1, "scale"), Spread(2, "bias"));
    }

    private static void OverLastAxes(NodeCall call, string op)
    {
        int axis = call.Axis(call.Attributes.Int("axis", -1));
        int[] axes = [.. Enumerable.Range(axis, call.Rank(0) - axis)];
        string[] inputs = call.Has(2) ? [call.Input(0), call.Input(1), call.Input(2)]
            : call.Has(1) ? [call.Input(0), call.Input(1)]
            : [call.Input(0)];
        call.Result(op, WithEpsilon(call).With("axes", axes), inputs);
        if (call.IsOutputRead(1) || call.IsOutputRead(2))
        {
            Statistics(call, axes);
        }
    }

    // The mean, and 1/√(variance + ε): what the operator keeps for its backward pass.
    private static void Statistics(NodeCall call, int[] axes)
    {
        Settings mean = new Settings().WithText("kind", "Mean").With("axes", axes).With("keep", 1);
        string centre = call.Emit("Reduce", mean, call.IsOutputRead(1) ? call.Output(1) : call.Temporary(), [call.Input(0)]);
        if (call.IsOutputRead(2))
        {
            string centred = call.Emit("Sub", Settings.None, call.Input(0), centre);
            string variance = call.Emit("Reduce", mean, call.Emit("Mul", Settings.None, centred, centred));
            string raised = call.Emit("Add", Settings.None, variance, call.Define(call.Attributes.Real("epsilon", Epsilon)));
            call.Emit("Reciprocal", Settings.None, call.Output(2), [call.Emit("Sqrt", Settings.None, raised)]);
        }
    }

    // Over examples and positions unless other axes are given; what has no deviation becomes 0.
    private static void MeanVariance(NodeCall call)
    {
        const double Least = 1e-18;
        int[] axes = [.. (call.Attributes.Ints("axes") ?? [0, 2, 3]).Select(axis => call.Axis(axis)).Order()];
        call.Result("LayerNorm", new Settings().With("axes", axes).WithReal("epsilon", Least), call.Input(0));
    }
}
