using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>Draws the settings of windows: every way of writing them, every padding, stride, dilation and rounding.</summary>
internal sealed class WindowDrawer(Dice dice)
{
    private const int MaxTaps = 5;

    /// <summary>A layer with a window.</summary>
    /// <param name="layer">The layer so far.</param>
    /// <param name="shape">What it reads.</param>
    /// <param name="isPooling">Whether the stride is the kernel when it is left out, and padding must be smaller than the kernel.</param>
    /// <param name="transposed">Whether it is a transposed convolution, which takes any stride.</param>
    public Layer Draw(Layer layer, int[] shape, bool isPooling = false, bool transposed = false)
    {
        int rank = shape.Length - 1;
        bool oblong = rank > 1 && dice.Chance(0.3);
        int[] kernel = PerAxis(rank, oblong, () => dice.Weighted((3, 3), (2, 1), (2, 2), (1, 4), (1, MaxTaps), (0.3, 7)));
        kernel = [.. kernel.Select((k, axis) => Math.Min(k, shape[axis + 1] + 2))];
        layer = Write(layer, kernel, oblong, "k", "Kernel");
        int[] stride = dice.Chance(0.4) ? PerAxis(rank, rank > 1 && dice.Chance(0.3), () => dice.Between(1, 4)) : [.. Enumerable.Repeat(isPooling ? 0 : 1, rank)];
        if (stride.Any(s => s > 1) || (isPooling && stride[0] > 0))
            layer = Write(layer, stride, stride.Distinct().Count() > 1, "s", "Stride");
        if (dice.Chance(0.2))
        {
            int[] dilation = PerAxis(rank, rank > 1 && dice.Chance(0.5), () => dice.Between(1, 3));
            layer = dilation.Distinct().Count() > 1 ? layer.Set("Dilations", dilation) : layer.Set("Dilation", dilation[0]);
        }

        layer = Padded(layer, kernel, isPooling);
        bool uneven = stride.Any(s => s != 1) && !transposed;
        return uneven && dice.Chance(0.8) || dice.Chance(0.1) ? layer.Set("Rounding", dice.Of(RoundingMode.Floor, RoundingMode.Ceiling)) : layer;
    }

    private Layer Padded(Layer layer, int[] kernel, bool isPooling)
    {
        int rank = kernel.Length;
        int Most(int axis) => isPooling ? kernel[axis] - 1 : kernel[axis] + 1;
        switch (dice.Between(0, 9))
        {
            case 0 or 1 or 2 when kernel.Distinct().Count() == 1 && kernel[0] > 1:
                return layer.With("p", kernel[0] / 2);
            case 3:
                return layer.Set("Padding", rank > 1 ? dice.AnyBut(PaddingKind.Causal) : dice.Chance(0.5) ? PaddingKind.Causal : dice.Any<PaddingKind>());
            case 4:
                return layer.Set("Pad", Enumerable.Range(0, rank).Select(axis => dice.Between(0, Most(axis))).ToArray());
            case 5:
                return layer
                    .Set("PadBegin", Enumerable.Range(0, rank).Select(axis => dice.Between(0, Most(axis))).ToArray())
                    .Set("PadEnd", Enumerable.Range(0, rank).Select(axis => dice.Between(0, Most(axis))).ToArray());
            case 6:
                return layer.With("p", dice.Between(0, Enumerable.Range(0, rank).Min(Most)));
            default:
                return layer;
        }
    }

    private static int[] PerAxis(int rank, bool oblong, Func<int> draw)
    {
        int all = draw();
        return [.. Enumerable.Range(0, rank).Select(_ => oblong ? draw() : all)];
    }

    private static Layer Write(Layer layer, int[] numbers, bool asArray, string parameter, string property) =>
        asArray ? layer.Set(property, numbers) : layer.With(parameter, numbers[0]);
}
