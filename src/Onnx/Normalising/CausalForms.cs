using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Convolutions of streams, which hand the end of their input on to the next call.</summary>
internal static class CausalForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new() { ["CausalConvWithState"] = CausalConv };

    // The state is what lies before the input: zeros, or the end of the input before.
    private static void CausalConv(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        IReadOnlyList<int> weight = call.Shape(1);
        if (shape.Count != 3 || weight.Count != 3)
        {
            throw RefusalException.Shapes("an input of examples, channels and positions is expected");
        }

        int state = weight[2] - 1;
        string whole = Whole(call, state);
        string[] operands = call.Has(2) ? [whole, call.Input(1), call.Input(2)] : [whole, call.Input(1)];
        Settings settings = new Settings().With("kernel", weight[2]).With("strides", 1).With("dilations", 1).With("group", shape[1])
            .With("begin", 0).With("end", 0);
        Activate(call, call.Emit("Conv", settings, operands));
        if (call.IsOutputRead(1))
        {
            int[] starts = [0, 0, shape[2]];
            SelectionForms.EmitSlice(call, whole, starts, [shape[0], shape[1], state], [1, 1, 1], call.Output(1));
        }
    }

    private static string Whole(NodeCall call, int state)
    {
        if (state == 0)
        {
            return call.Input(0);
        }

        Settings padding = new Settings().With("begin", 0, 0, state).With("end", 0, 0, 0).WithText("mode", "constant").WithReal("value", 0);
        return call.Has(3)
            ? call.Emit("Concat", new Settings().With("axis", 2), call.Input(3), call.Input(0))
            : call.Emit("Pad", padding, call.Input(0));
    }

    private static void Activate(NodeCall call, string value)
    {
        switch (call.Attributes.Text("activation", "none"))
        {
            case "none":
                call.ResultIs(value);
                break;
            case "silu" or "swish":
                call.Result("Swish", new Settings().WithReal("alpha", 1), value);
                break;
            case var other:
                throw RefusalException.Setting($"the activation {other}");
        }
    }
}
