using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Functions of one value.</summary>
internal static class ActivationForms
{
    private const int FirstSoftmaxOverOneAxis = 13;

    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Abs"] = Plain,
        ["Acos"] = Plain,
        ["Asin"] = Plain,
        ["Atan"] = Plain,
        ["Ceil"] = call => call.Result(
            "Neg", Settings.None, call.Emit("Floor", Settings.None, call.Emit("Neg", Settings.None, call.Input(0)))),
        ["Celu"] = call => Alpha(call, 1),
        ["Clip"] = Clip,
        ["Cos"] = Plain,
        ["Cosh"] = call => Hyperbolic(call, "Add"),
        ["Elu"] = call => Alpha(call, 1),
        ["Erf"] = Plain,
        ["Exp"] = Plain,
        ["Floor"] = Plain,
        ["Gelu"] = call => call.Result(
            "Gelu", new Settings().With("tanh", call.Attributes.Text("approximate", "none") == "tanh" ? 1 : 0), call.Input(0)),
        ["HardSigmoid"] = call => call.Result(
            "HardSigmoid",
            new Settings().WithReal("alpha", call.Attributes.Real("alpha", 0.2)).WithReal("beta", call.Attributes.Real("beta", 0.5)),
            call.Input(0)),
        ["HardSwish"] = Plain,
        ["LeakyRelu"] = call => Alpha(call, 0.01),
        ["Log"] = Plain,
        ["LogSoftmax"] = Softmax,
        ["Mish"] = Plain,
        ["Neg"] = Plain,
        ["Not"] = Plain,
        ["PRelu"] = PRelu,
        ["Reciprocal"] = Plain,
        ["Relu"] = Plain,
        ["Round"] = Round,
        ["Selu"] = call => call.Result(
            "Selu",
            new Settings()
                .WithReal("alpha", call.Attributes.Real("alpha", call.Opset < 6 ? 1.6732 : 1.67326319217681884765625))
                .WithReal("gamma", call.Attributes.Real("gamma", call.Opset < 6 ? 1.0507 : 1.05070102214813232421875)),
            call.Input(0)),
        ["Shrink"] = call => call.Result(
            "Shrink",
            new Settings().WithReal("lambda", call.Attributes.Real("lambd", 0.5)).WithReal("bias", call.Attributes.Real("bias")),
            call.Input(0)),
        ["Sigmoid"] = Plain,
        ["Sign"] = Plain,
        ["Sin"] = Plain,
        ["Sinh"] = call => Hyperbolic(call, "Sub"),
        ["Softmax"] = Softmax,
        ["Softplus"] = Plain,
        ["Softsign"] = Plain,
        ["Sqrt"] = Plain,
        ["Swish"] = call => Alpha(call, 1),
        ["Tan"] = call => call.Result(
            "Div",
            Settings.None,
            call.Emit("Sin", Settings.None, call.Input(0)),
            call.Emit("Cos", Settings.None, call.Input(0))),
        ["Tanh"] = Plain,
        ["ThresholdedRelu"] = call => Alpha(call, 1),
    };

    private static void Plain(NodeCall call) => call.Result(call.Op, Settings.None, call.Input(0));

    private static void Alpha(NodeCall call, double otherwise) =>
        call.Result(call.Op, new Settings().WithReal("alpha", call.Attributes.Real("alpha", otherwise)), call.Input(0));

    // The whole number r = ⌊x + 1/2⌋; of two that are as near, where r − x is 1/2, the even one. Half of an odd number is no whole one.
    private static void Round(NodeCall call)
    {
        string Op(string op, params string[] inputs) => call.Emit(op, Settings.None, inputs);
        if (call.Values.Constant(call.Input(0)) is not null)
        {
            Plain(call);
            return;
        }

        string half = call.Define(0.5);
        string above = Op("Floor", Op("Add", call.Input(0), half));
        string isHalf = Op("Floor", Op("Add", Op("Sub", above, call.Input(0)), half));
        string halved = Op("Mul", above, half);
        string isOdd = Op("Mul", Op("Sub", halved, Op("Floor", halved)), call.Define(2.0));
        call.Result("Sub", Settings.None, above, Op("Mul", isHalf, isOdd));
    }

    // (eˣ ± e⁻ˣ)/2.
    private static void Hyperbolic(NodeCall call, string op)
    {
        string grows = call.Emit("Exp", Settings.None, call.Input(0));
        string falls = call.Emit("Exp", Settings.None, call.Emit("Neg", Settings.None, call.Input(0)));
        call.Result("Mul", Settings.None, call.Emit(op, Settings.None, grows, falls), call.Define(0.5));
    }

    private static void Clip(NodeCall call)
    {
        double least = call.Optional(1, "minimum")?.Single() ?? call.Attributes.Real("min", double.NegativeInfinity);
        double most = call.Optional(2, "maximum")?.Single() ?? call.Attributes.Real("max", double.PositiveInfinity);

        // Exporters write the limits of single precision where they mean none. Where limits are crossed, every result is the upper one.
        least = least <= float.MinValue ? double.NegativeInfinity : Math.Min(least, most);
        most = most >= float.MaxValue ? double.PositiveInfinity : most;
        call.Result("Clip", new Settings().WithReal("min", least).WithReal("max", most), call.Input(0));
    }

    // Before, everything from the axis on was one vector.
    private static void Softmax(NodeCall call)
    {
        int rank = call.Rank(0);
        bool isOverOne = call.Opset >= FirstSoftmaxOverOneAxis;
        int given = call.Attributes.Int("axis", isOverOne ? -1 : 1);
        int axis = given == rank && !isOverOne ? rank : call.Axis(given);
        int[] axes = isOverOne ? [axis] : [.. Enumerable.Range(axis, rank - axis)];
        call.Result(call.Op, new Settings().With("axes", axes), call.Input(0));
    }

    private static void PRelu(NodeCall call)
    {
        const int FirstThatBroadcasts = 7;
        string slopes = call.Input(1);
        int rank = call.Rank(0);
        if (call.Opset < FirstThatBroadcasts && call.Rank(1) == 1 && call.Shape(1)[0] > 1)
        {
            if (rank < 2)
            {
                throw RefusalException.Shapes("there is no axis of channels");
            }

            slopes = call.Reshape(slopes, [call.Shape(1)[0], .. Enumerable.Repeat(1, rank - 2)]);
        }

        call.Result("PRelu", Settings.None, call.Input(0), slopes);
    }
}
