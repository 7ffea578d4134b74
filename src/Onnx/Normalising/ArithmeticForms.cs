using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Functions of several values, element by element.</summary>
internal static class ArithmeticForms
{
    private const int FirstThatBroadcasts = 7;

    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Add"] = Binary,
        ["And"] = Binary,
        ["Div"] = Binary,
        ["Equal"] = Binary,
        ["Greater"] = Binary,
        ["GreaterOrEqual"] = Binary,
        ["Less"] = Binary,
        ["LessOrEqual"] = Binary,
        ["Max"] = Several,
        ["Mean"] = Mean,
        ["Min"] = Several,
        ["Mod"] = Binary,
        ["Mul"] = Binary,
        ["Or"] = Binary,
        ["Pow"] = Power,
        ["Sub"] = Binary,
        ["Sum"] = Several,
        ["Where"] = Where,
        ["Xor"] = Binary,
    };

    private static void Binary(NodeCall call) => call.Result(call.Op, Settings.None, call.Input(0), Second(call));

    // Powers that are not all of one exponent are e^(y·ln x), which is right where x is positive.
    private static void Power(NodeCall call)
    {
        OnnxTensor? x = call.Values.Constant(call.Input(0));
        OnnxTensor? exponent = call.Values.Constant(call.Input(1));
        if (x is null && exponent is not null && exponent.Floats.Distinct().Count() == 1)
        {
            int[] shape = Extents.Broadcast([call.Shape(0), exponent.Shape]);
            string power = call.Emit("Pow", Settings.None, call.Input(0), call.Define(Decimals.Of(exponent.Floats[0])));
            ShapeForms.ResultOf(call, power, shape);
        }
        else if (x is not null && exponent is not null)
        {
            Binary(call);
        }
        else
        {
            string logarithm = call.Emit("Log", Settings.None, call.Input(0));
            call.Result("Exp", Settings.None, call.Emit("Mul", Settings.None, logarithm, Second(call)));
        }
    }

    // Where the condition is constant: x·c + y·(1 − c). A constant is chosen from, not multiplied, because it may be infinite.
    private static void Where(NodeCall call)
    {
        if (call.Values.Constant(call.Input(0)) is not { } condition
            || (call.Values.Constant(call.Input(1)) is not null && call.Values.Constant(call.Input(2)) is not null))
        {
            call.Result("Where", Settings.None, call.Input(0), call.Input(1), call.Input(2));
            return;
        }

        long[] chosen = condition.Integers;
        string Factor(bool isFirst) =>
            call.Define(new OnnxTensor(condition.Shape, [.. chosen.Select(choice => (choice != 0) == isFirst ? 1f : 0f)]));
        string Part(int input, bool isFirst)
        {
            string zero = call.Define(0.0);
            string[] choice = isFirst ? [call.Input(input), zero] : [zero, call.Input(input)];
            return call.Values.Constant(call.Input(input)) is null
                ? call.Emit("Mul", Settings.None, call.Input(input), Factor(isFirst))
                : call.Emit("Where", Settings.None, [call.Input(0), .. choice]);
        }

        string first = Part(1, isFirst: true);
        call.Result("Add", Settings.None, first, Part(2, isFirst: false));
    }

    // Before, the axes of the second operand followed those of the first from a given one on.
    private static string Second(NodeCall call)
    {
        string second = call.Input(1);
        if (call.Opset >= FirstThatBroadcasts || !call.Attributes.Flag("broadcast") || !call.Attributes.Has("axis"))
        {
            return second;
        }

        int behind = call.Rank(0) - call.Axis(call.Attributes.Int("axis")) - call.Rank(1);
        return behind switch
        {
            0 => second,
            > 0 => call.Reshape(second, [.. call.Shape(1), .. Enumerable.Repeat(1, behind)]),
            _ => throw RefusalException.Shapes("the second operand has axes that the first does not have"),
        };
    }

    private static void Several(NodeCall call) => Reduce(call, call.Op == "Sum" ? "Add" : call.Op, call.Output());

    private static void Mean(NodeCall call)
    {
        string sum = Reduce(call, "Add", call.Temporary());
        call.Result("Mul", Settings.None, sum, call.Define(1.0 / call.Inputs.Count));
    }

    private static string Reduce(NodeCall call, string op, string output)
    {
        if (call.Inputs.Count == 1)
        {
            return call.Emit("Identity", Settings.None, output, [call.Input(0)]);
        }

        // A chain of two operands each, so that constant ones can be told from others.
        string value = call.Input(0);
        for (int i = 1; i < call.Inputs.Count; i++)
        {
            value = call.Emit(op, Settings.None, i == call.Inputs.Count - 1 ? output : call.Temporary(), [value, call.Input(i)]);
        }

        return value;
    }
}
