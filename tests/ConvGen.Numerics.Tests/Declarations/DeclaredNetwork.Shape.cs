using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Layers that lay maps out anew, and those that combine several.</summary>
internal sealed partial class DeclaredNetwork
{
    /// <summary>Padding; one number for all axes, or one for each.</summary>
    public DeclaredNetwork Pad(
        int[] begin, int[]? end = null, PadMode mode = PadMode.Constant, double value = 0, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int[] PerAxis(int[] numbers) => numbers.Length == 1 ? [.. shape[1..].Select(_ => numbers[0])] : numbers;
        int[] before = PerAxis(begin), after = PerAxis(end ?? begin);
        List<string> arguments = [];
        if (end is not null)
            arguments.AddRange([$"PadBegin = {List(before)}", $"PadEnd = {List(after)}"]);
        else
            arguments.Add(begin.Length == 1 ? $"p: {Number(begin[0])}" : $"Pad = {List(begin)}");
        if (mode != PadMode.Constant)
            arguments.Add($"Mode = PadMode.{mode}");
        if (value != 0)
            arguments.Add($"Value = {Number(value)}");
        int[] output = [shape[0], .. shape[1..].Select((extent, axis) => extent + before[axis] + after[axis])];
        return Append(name ?? NextName, [source], "Pad", arguments, output, [], (_, inputs) => Movement.Pad(inputs[0], before, after, mode, value));
    }

    /// <summary>Positions from <paramref name="begin"/> on; <paramref name="arguments"/> say so in one of the attribute's ways.</summary>
    public DeclaredNetwork Crop(string arguments, int[] begin, int[] size, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        return Append(name ?? NextName, [source], "Crop", [arguments], [shape[0], .. size], [], (_, inputs) => Movement.Select(
            inputs[0], [shape[0], .. size], index => [index[0], .. index[1..].Zip(begin, (i, first) => i + first)]));
    }

    public DeclaredNetwork Slice(int start, int count, string? name = null, string? from = null) =>
        Channels("Slice", [Number(start), Number(count)], start, count, name, from);

    public DeclaredNetwork Split(int parts, int part, string? name = null, string? from = null)
    {
        int count = Source(from).Shape[0] / parts;
        return Channels("Split", [Number(parts), $"part: {Number(part)}"], part * count, count, name, from);
    }

    /// <summary>A map of another size; <paramref name="arguments"/> say so in one of the attribute's ways.</summary>
    /// <param name="arguments">The attribute's arguments.</param>
    /// <param name="size">The spatial axes of the output.</param>
    /// <param name="sampling">Where a position lies and what it is made of.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="from">What it reads.</param>
    public DeclaredNetwork Upsample(string arguments, int[] size, Sampling sampling, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        return Append(name ?? NextName, [source], "Upsample", [arguments], [shape[0], .. size], [], (_, inputs) => sampling.Run(inputs[0], size));
    }

    public DeclaredNetwork PixelShuffle(int r, PixelOrder order = PixelOrder.ChannelMajor, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int channels = shape[0] / Power(r, shape.Length - 1);
        int[] output = [channels, .. shape[1..].Select(extent => extent * r)];
        return Append(name ?? NextName, [source], "PixelShuffle", Block(r, order), output, [], (_, inputs) => Movement.Select(
            inputs[0], output, index => [Deep(index, r, channels, order), .. index[1..].Select(i => i / r)]));
    }

    public DeclaredNetwork PixelUnshuffle(int r, PixelOrder order = PixelOrder.ChannelMajor, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int[] output = [shape[0] * Power(r, shape.Length - 1), .. shape[1..].Select(extent => extent / r)];
        return Append(name ?? NextName, [source], "PixelUnshuffle", Block(r, order), output, [], (_, inputs) =>
        {
            // Every position of the input says which channel it becomes.
            ILookup<string, int[]> places = Reference.Index.All(shape).ToLookup(
                index => string.Join(',', [Deep(index, r, shape[0], order), .. index[1..].Select(i => i / r)]));
            return Movement.Select(inputs[0], output, index => places[string.Join(',', index)].Single());
        });
    }

    public DeclaredNetwork ChannelShuffle(int groups, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int perGroup = shape[0] / groups;
        return Append(name ?? NextName, [source], "ChannelShuffle", [Number(groups)], shape, [], (_, inputs) => Movement.Select(
            inputs[0], shape, index => [index[0] % groups * perGroup + index[0] / groups, .. index[1..]]));
    }

    public DeclaredNetwork Reshape(int[] shape, string? name = null, string? from = null) => Append(
        name ?? NextName, [Source(from).Name], "Reshape", [string.Join(", ", shape.Select(each => Number(each)))], shape, [], (_, inputs) => new(
            inputs[0].Reshape([inputs[0].Examples, .. shape]), gradient => [gradient.Reshape(inputs[0].Shape)]));

    public DeclaredNetwork Reduce(ReductionKind kind, params int[] axes)
    {
        (string source, int[] shape) = Source(null);
        return Append(
            NextName, [source], "Reduce", [$"ReductionKind.{kind}", .. axes.Select(axis => Number(axis))], Reductions.Shape(shape, axes), [],
            (_, inputs) => Reductions.Run(inputs[0], kind, axes));
    }

    public DeclaredNetwork Gather(int axis, params int[] indices)
    {
        (string source, int[] shape) = Source(null);
        string[] arguments = [.. indices.Select(index => Number(index)), .. axis == 0 ? Array.Empty<string>() : [$"Axis = {Number(axis)}"]];
        return Append(NextName, [source], "Gather", arguments, Movement.GatheredShape(shape, axis, indices), [], (_, inputs) => Movement.Gather(inputs[0], axis, indices));
    }

    public DeclaredNetwork Permute(params int[] axes)
    {
        (string source, int[] shape) = Source(null);
        return Append(
            NextName, [source], "Permute", axes.Select(axis => Number(axis)), [.. axes.Select(axis => shape[axis])], [],
            (_, inputs) => Reductions.Permute(inputs[0], axes));
    }

    public DeclaredNetwork Permute(int[] axes, int[] split, int[] shape)
    {
        (string source, _) = Source(null);
        string[] arguments =
            [.. axes.Select(axis => Number(axis)), $"Split = [{string.Join(", ", split)}]", $"Shape = [{string.Join(", ", shape)}]"];
        return Append(NextName, [source], "Permute", arguments, shape, [], (_, inputs) => Reductions.Permute(inputs[0], split, axes, shape));
    }

    public DeclaredNetwork Add(params string[] inputs) => Arithmetic("Add", inputs, Combination.Add);

    public DeclaredNetwork Subtract(params string[] inputs) => Arithmetic("Subtract", inputs, Combination.Subtract);

    public DeclaredNetwork Multiply(params string[] inputs) => Arithmetic("Multiply", inputs, Combination.Multiply);

    public DeclaredNetwork Divide(params string[] inputs) => Arithmetic("Divide", inputs, Combination.Divide);

    public DeclaredNetwork Maximum(params string[] inputs) => Arithmetic("Maximum", inputs, Combination.Maximum);

    public DeclaredNetwork Minimum(params string[] inputs) => Arithmetic("Minimum", inputs, Combination.Minimum);

    public DeclaredNetwork MatMul(string first, string second, bool transposeFirst = false, bool transposeSecond = false)
    {
        string[] settings =
            [.. new[] { (transposeFirst, "TransposeFirst = true"), (transposeSecond, "TransposeSecond = true") }.Where(each => each.Item1).Select(each => each.Item2)];
        int[] shape = MatrixProduct.Shape(ShapeOf(first), ShapeOf(second), transposeFirst, transposeSecond);
        return Combine(
            "MatMul", [first, second], shape, values => MatrixProduct.Run(values[0], values[1], transposeFirst, transposeSecond), settings);
    }

    private DeclaredNetwork Arithmetic(string kind, string[] inputs, Func<Tensor[], Result> run) =>
        Combine(kind, inputs, Combination.Shape(inputs.Select(ShapeOf)), run);

    private DeclaredNetwork Channels(string kind, string[] arguments, int first, int count, string? name, string? from)
    {
        (string source, int[] shape) = Source(from);
        int[] output = [count, .. shape[1..]];
        return Append(name ?? NextName, [source], kind, arguments, output, [], (_, inputs) =>
            Movement.Select(inputs[0], output, index => [index[0] + first, .. index[1..]]));
    }

    private static string[] Block(int r, PixelOrder order) =>
        order == PixelOrder.ChannelMajor ? [Number(r)] : [Number(r), $"Order = PixelOrder.{order}"];

    // The channel that a position of the map with fewer channels becomes.
    private static int Deep(int[] index, int r, int channels, PixelOrder order)
    {
        int place = index[1..].Aggregate(0, (flat, i) => flat * r + i % r);
        return order == PixelOrder.ChannelMajor ? index[0] * Power(r, index.Length - 1) + place : place * channels + index[0];
    }

    private static int Power(int r, int exponent) => Enumerable.Repeat(r, exponent).Aggregate(1, (a, b) => a * b);

    private static string List(int[] numbers) => $"[{string.Join(", ", numbers.Select(each => Number(each)))}]";
}
