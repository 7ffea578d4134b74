using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Reductions over axes, and the poolings that reduce all positions.</summary>
internal static class ReductionForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["GlobalAveragePool"] = call => Global(call, "Mean"),
        ["GlobalLpPool"] = call => Global(call, call.Attributes.Int("p", 2) switch
        {
            1 => "L1",
            2 => "L2",
            var p => throw RefusalException.Setting($"the norm of order {p} over all positions"),
        }),
        ["GlobalMaxPool"] = call => Global(call, "Max"),
        ["ReduceL1"] = call => Reduce(call, "L1"),
        ["ReduceL2"] = call => Reduce(call, "L2"),
        ["ReduceLogSum"] = call => Reduce(call, "LogSum"),
        ["ReduceLogSumExp"] = call => Reduce(call, "LogSumExp"),
        ["ReduceMax"] = call => Reduce(call, "Max"),
        ["ReduceMean"] = call => Reduce(call, "Mean"),
        ["ReduceMin"] = call => Reduce(call, "Min"),
        ["ReduceProd"] = call => Reduce(call, "Prod"),
        ["ReduceSum"] = call => Reduce(call, "Sum"),
        ["ReduceSumSquare"] = call => Reduce(call, "SumSquare"),
    };

    private static void Global(NodeCall call, string kind) =>
        Emit(call, kind, [.. Enumerable.Range(2, Math.Max(0, call.Rank(0) - 2))], keepsAxes: true);

    private static void Reduce(NodeCall call, string kind)
    {
        int rank = call.Rank(0);
        int[] axes = call.Axes(1, rank) ?? [];
        if (axes.Length == 0 && call.Attributes.Flag("noop_with_empty_axes"))
        {
            call.ResultIs(call.Input(0));
            return;
        }

        axes = axes.Length == 0 ? [.. Enumerable.Range(0, rank)] : [.. axes.Distinct().Order()];
        Emit(call, kind, axes, call.Attributes.Int("keepdims", 1) != 0);
    }

    private static void Emit(NodeCall call, string kind, int[] axes, bool keepsAxes)
    {
        Settings By(string reduction) =>
            new Settings().WithText("kind", reduction).With("axes", axes).With("keep", keepsAxes ? 1 : 0);
        string source = call.Input(0);
        switch (kind)
        {
            case "SumSquare":
                call.Result("Reduce", By("Sum"), call.Emit("Mul", Settings.None, source, source));
                break;
            case "Prod" when call.Values.Constant(source) is null:
                Multiply(call, axes, keepsAxes);
                break;
            case "LogSum":
                call.Result("Log", Settings.None, call.Emit("Reduce", By("Sum"), source));
                break;
            default:
                call.Result("Reduce", By(kind), source);
                break;
        }
    }

    // One position after the other, axis by axis.
    private static void Multiply(NodeCall call, int[] axes, bool keepsAxes)
    {
        const int MaxFactors = 256;
        string value = call.Input(0);
        foreach (int axis in axes)
        {
            int[] shape = [.. call.ShapeOf(value)];
            int count = shape[axis];
            if (count > MaxFactors)
            {
                throw RefusalException.Setting($"a product of {count} numbers");
            }

            shape[axis] = 1;
            string whole = value;
            for (int i = 0; i < count; i++)
            {
                int[] starts = new int[shape.Length];
                starts[axis] = i;
                string part = call.Temporary();
                SelectionForms.EmitSlice(call, whole, starts, shape, [.. shape.Select(_ => 1)], part);
                value = i == 0 ? part : call.Emit("Mul", Settings.None, value, part);
            }
        }

        int[] kept = [.. call.ShapeOf(value).Where((_, axis) => keepsAxes || !axes.Contains(axis))];
        call.Result("Reshape", new Settings().With("shape", kept), value);
    }
}
