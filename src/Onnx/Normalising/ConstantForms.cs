using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Operators whose result is known without data, and those that hand a value through.</summary>
internal static class ConstantForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Cast"] = Cast,
        ["CastLike"] = call => call.ResultIs(call.Input(0)),
        ["Constant"] = Constant,
        ["ConstantOfShape"] = ConstantOfShape,
        ["Dropout"] = Dropout,
        ["Identity"] = call => call.ResultIs(call.Input(0)),
        ["Range"] = call => call.Result("Range", Settings.None, call.Input(0), call.Input(1), call.Input(2)),
        ["Shape"] = Shape,
        ["Size"] = call => call.Values.Define(call.Output(), new([], [Extents.Length(call.Shape(0))])),
    };

    private static void Constant(NodeCall call)
    {
        OnnxTensor value = call.Attributes.Tensor("value") ?? (call.Attributes switch
        {
            var given when given.Has("value_float") => new([], [(float)given.Real("value_float")]),
            var given when given.Has("value_int") => new([], [(long)given.Int("value_int")]),
            var given when given.Reals("value_floats") is { Length: > 0 } floats =>
                new([floats.Length], [.. floats.Select(one => (float)one)]),
            var given when given.Ints("value_ints") is { } ints => new([ints.Length], [.. ints.Select(one => (long)one)]),
            _ => throw RefusalException.Setting("a constant that is neither a tensor nor numbers"),
        });
        call.Values.Define(call.Output(), value);
    }

    private static void ConstantOfShape(NodeCall call)
    {
        int[] shape = call.Constant(0, "shape").Sizes();
        OnnxTensor value = call.Attributes.Tensor("value") ?? new([1], [0f]);
        call.Values.Define(call.Output(), value.Length == 1
            ? value.Pick(shape, _ => 0)
            : throw RefusalException.Shapes("its value has several numbers"));
    }

    private static void Shape(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int At(int place) => Math.Clamp(place < 0 ? place + shape.Count : place, 0, shape.Count);
        int start = At(call.Attributes.Int("start"));
        int end = Math.Max(start, At(call.Attributes.Int("end", shape.Count)));
        long[] part = [.. shape.Skip(start).Take(end - start).Select(size => (long)size)];
        call.Values.Define(call.Output(), new([part.Length], part));
    }

    // In a network all numbers are floats; what stays an integer has to be known before it runs.
    private static void Cast(NodeCall call)
    {
        const int Float = 1;
        const int Float16 = 10;
        const int Double = 11;
        const int BFloat16 = 16;
        bool isFloating = call.Attributes.Int("to", Float) is Float or Float16 or Double or BFloat16
            || call.Attributes.Text("to") is "FLOAT" or "FLOAT16" or "DOUBLE";
        if (call.Values.Constant(call.Input(0)) is { } constant)
        {
            bool toBoolean = call.Attributes.Int("to") == 9;
            call.Values.Define(call.Output(), isFloating ? new(constant.Shape, constant.Floats)
                : toBoolean ? new(constant.Shape, constant.Floats.Select(value => value != 0 ? 1L : 0L).ToArray())
                : new OnnxTensor(constant.Shape, constant.Integers));
            return;
        }

        _ = call.Shape(0);
        if (!isFloating)
        {
            throw RefusalException.Setting("a computed value becomes an integer");
        }

        call.ResultIs(call.Input(0));
    }

    private static void Dropout(NodeCall call)
    {
        bool isTraining = IsTraining(call);
        double ratio = isTraining ? call.Optional(1, "ratio")?.Single() ?? call.Attributes.Real("ratio", 0.5) : 0;
        if (ratio == 0)
        {
            call.ResultIs(call.Input(0));
            if (call.IsOutputRead(1))
            {
                // What drops nothing keeps everything.
                call.Values.Define(call.Output(1), new OnnxTensor([1], [1L]).Pick([.. call.Shape(0)], _ => 0));
            }
        }
        else if (call.IsOutputRead(1))
        {
            throw RefusalException.Setting("its mask is read");
        }
        else if (call.Values.KeepsDropout)
        {
            call.Result("Dropout", new Settings().WithReal("ratio", ratio), call.Input(0));
        }
        else
        {
            throw RefusalException.Setting("it drops numbers at random; export the model in evaluation mode, or import it to be trained");
        }
    }

    // A network that is to be trained drops while it is trained, whatever the file was exported for.
    private static bool IsTraining(NodeCall call) => call.Values.KeepsDropout || call.Optional(2, "training mode")?.Single() is > 0;
}
