using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>Normalisations that exporters write as arithmetic.</summary>
internal static class NormalisationRules
{
    private static readonly Pattern X = Any("x");
    private static readonly Pattern Centred = Named("centred", Op("Sub", X, Named("mean", When("Reduce", IsMean, X))));

    private static readonly Pattern Square = OneOf(Op("Pow", Centred, Number(2)), Op("Mul", Centred, Centred));

    private static readonly Pattern Deviation =
        Op("Sqrt", Op("Add", Named("variance", When("Reduce", IsMean, Square)), Constant("epsilon")));

    private static readonly Pattern RootMeanSquare = Op(
        "Sqrt",
        Op("Add", Named("mean", When("Reduce", IsMean, OneOf(Op("Pow", X, Number(2)), Op("Mul", X, X)))), Constant("epsilon")));

    // Groups of channels as the instances of another map.
    private static readonly Pattern Grouped = Op(
        "Reshape",
        Once(Named("norm", Op("InstanceNorm", Once(Named("groups", Op("Reshape", X))), Constant("ones"), Constant("zeros")))));

    private static readonly Pattern Norm = Named("norm", When("Reduce", IsNorm, X));

    // x/√max(Σx², ε), as TensorFlow's l2_normalize is x times the reciprocal of the root.
    private static readonly Pattern LimitedSquares =
        Named("limited", Op("Clip", Named("norm", When("Reduce", IsSum, OneOf(Op("Mul", X, X), Op("Pow", X, Number(2)))))));
    private static readonly Pattern Root = OneOf(Op("Sqrt", LimitedSquares), Op("Pow", LimitedSquares, Number(0.5)));
    private static readonly Pattern Inverse =
        OneOf(Op("Reciprocal", Root), Op("Div", Number(1), Root), Op("Pow", LimitedSquares, Number(-0.5)));

    // ‖x‖/(mean of ‖x‖ + ε), and x times that times numbers.
    private static readonly Pattern Relative = Op("Div", Norm, Op("Add", Named("mean", When("Reduce", IsMean, Norm)), Constant("epsilon")));
    private static readonly Pattern Response = Op("Mul", Op("Mul", X, Relative), Constant("scale"));

    /// <summary>The rules, simpler ones first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Op("Div", Centred, Deviation), LayerNorm),
        new(Op("Div", X, RootMeanSquare), RmsNorm),
        new(Op("Div", X, Named("limited", Op("Clip", Norm))), LpNorm),
        new(OneOf(Op("Mul", X, Inverse), Op("Div", X, Root)), L2Norm),
        new(
            OneOf(Op("Add", Op("Add", Response, Constant("shift")), X), Op("Add", Op("Add", Response, X), Constant("shift"))),
            GlobalResponse),
        new(Op("Mul", Once(Named("norm", Op("RmsNorm", X))), Constant("scale")), (found, last) => WithOperand(found, last, "scale")),
        new(Op("Add", Once(Op("Mul", Once(Grouped), Constant("scale"))), Constant("shift")), GroupNorm),
        new(Op("Mul", Once(Named("norm", Op("LayerNorm", X))), Constant("scale")), (found, last) => WithOperand(found, last, "scale")),
        new(
            Op("Add", Once(Named("norm", Op("LayerNorm", X, Constant("weight")))), Constant("shift")),
            (found, last) => WithOperand(found, last, "shift")),
    ];

    private static bool IsMean(Settings settings) => settings.Text("kind") == "Mean" && settings.Flag("keep");

    private static bool IsSum(Settings settings) => settings.Text("kind") == "Sum" && settings.Flag("keep");

    private static bool IsNorm(Settings settings) => settings.Text("kind") is "L1" or "L2" && settings.Flag("keep");

    // PyTorch's normalize: what is divided by is not below a small number.
    private static Operation? LpNorm(Matching found, Operation last) =>
        UnitVectors(found, last, found.Made("norm").Settings.Text("kind"), limit => limit);

    // TensorFlow's: the limit is that of the square.
    private static Operation? L2Norm(Matching found, Operation last) => UnitVectors(found, last, "L2", Math.Sqrt);

    private static Operation? UnitVectors(Matching found, Operation last, string kind, Func<double, double> epsilon)
    {
        Settings limits = found.Made("limited").Settings, norm = found.Made("norm").Settings;
        bool isLimited = limits.Real("min") > 0 && double.IsPositiveInfinity(limits.Real("max"));
        return isLimited
            ? last with
            {
                Op = "LpNorm",
                Inputs = [found["x"]],
                Settings = new Settings()
                    .WithText("kind", kind)
                    .With("axes", norm.Ints("axes"))
                    .With("keep", 1)
                    .WithReal("epsilon", Decimals.Of((float)epsilon(limits.Real("min")))),
            }
            : null;
    }

    // Norms over all positions of a channel, and the mean of the channels, whichever axis has them.
    private static Operation? GlobalResponse(Matching found, Operation last)
    {
        IReadOnlyList<int> shape = found.Shapes[found["x"]];
        int[] positions = found.Made("norm").Settings.Ints("axes"), channels = found.Made("mean").Settings.Ints("axes");
        bool isOfMaps = channels.Length == 1 && found.Made("norm").Settings.Text("kind") == "L2"
            && positions.Concat(channels).Order().SequenceEqual(Enumerable.Range(1, Math.Max(0, shape.Count - 1)));
        if (!isOfMaps || found.Constant("epsilon").Length != 1
            || !IsAlong(found.Constant("scale"), shape, channels) || !IsAlong(found.Constant("shift"), shape, channels))
        {
            return null;
        }

        string Flat(string operand) =>
            found.Define($"{last.Output}\u0001{operand}", found.Constant(operand).WithShape([shape[channels[0]]]));
        return last with
        {
            Op = "GlobalResponseNorm",
            Inputs = [found["x"], Flat("scale"), Flat("shift")],
            Settings = new Settings().With("axis", channels).WithReal("epsilon", Decimals.Of((float)found.Constant("epsilon").Single())),
        };
    }

    private static Operation? LayerNorm(Matching found, Operation last)
    {
        int[] axes = found.Made("mean").Settings.Ints("axes");
        bool isSame = axes.SequenceEqual(found.Made("variance").Settings.Ints("axes")) && found.Constant("epsilon").Length == 1;
        return isSame
            ? last with
            {
                Op = "LayerNorm",
                Inputs = [found["x"]],
                Settings = new Settings().With("axes", axes).WithReal("epsilon", found.Constant("epsilon").Single()),
            }
            : null;
    }

    private static Operation? RmsNorm(Matching found, Operation last)
    {
        int[] axes = found.Made("mean").Settings.Ints("axes");
        int rank = found.Shapes[found["x"]].Count;
        bool isTrailing = axes.SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length));
        return isTrailing && found.Constant("epsilon").Length == 1
            ? last with
            {
                Op = "RmsNorm",
                Inputs = [found["x"]],
                Settings = new Settings().With("axes", axes).WithReal("epsilon", found.Constant("epsilon").Single()),
            }
            : null;
    }

    private static Operation? GroupNorm(Matching found, Operation last)
    {
        IReadOnlyList<int> shape = found.Shapes[last.Output], groups = found.Shapes[found["groups"]];
        bool IsOfChannels(string operand) =>
            found.Constant(operand).Shape.SequenceEqual(Enumerable.Repeat(1, shape.Count - 2).Prepend(shape[1]));
        bool isNormalised = found.Constant("ones").Floats.All(one => one == 1) && found.Constant("zeros").Floats.All(zero => zero == 0);
        if (!isNormalised || !shape.SequenceEqual(found.Shapes[found["x"]]) || groups.Count != 3 || groups[0] != shape[0]
            || shape[1] % groups[1] != 0 || !IsOfChannels("scale") || !IsOfChannels("shift"))
        {
            return null;
        }

        string Flat(string operand) =>
            found.Define($"{last.Output}\u0001{operand}", found.Constant(operand).WithShape([found.Constant(operand).Length]));
        return last with
        {
            Op = "GroupNorm",
            Inputs = [found["x"], Flat("scale"), Flat("shift")],
            Settings = new Settings().With("groups", groups[1]).WithReal("epsilon", found.Made("norm").Settings.Real("epsilon")),
        };
    }

    // A scale or shift for each element that is normalised; others stay what they are.
    private static Operation? WithOperand(Matching found, Operation last, string operand)
    {
        Operation norm = found.Made("norm");
        IReadOnlyList<int> shape = found.Shapes[norm.Output];
        int[] axes = norm.Settings.Ints("axes");
        int[] normalised = [.. axes.Select(axis => shape[axis])];
        bool isTrailing = axes[0] == shape.Count - axes.Length;
        if (isTrailing && found.Constant(operand).Shape.SequenceEqual(normalised))
        {
            return norm with { Inputs = [.. norm.Inputs, found[operand]], Output = last.Output };
        }

        if (!IsAlong(found.Constant(operand), shape, axes))
        {
            return null;
        }

        string numbers = found.Define($"{last.Output}\u0001{operand}", found.Constant(operand).WithShape(normalised));
        return norm with { Inputs = [.. norm.Inputs, numbers], Output = last.Output };
    }

    // Whether a constant has a number for each position of the one axis that is normalised, which need not be the last.
    private static bool IsAlong(OnnxTensor constant, IReadOnlyList<int> shape, int[] axes)
    {
        int axis = axes[0] - (shape.Count - constant.Shape.Count);
        return axes.Length == 1 && axis >= 0 && constant.Shape[axis] == shape[axes[0]] && constant.Length == shape[axes[0]];
    }
}
