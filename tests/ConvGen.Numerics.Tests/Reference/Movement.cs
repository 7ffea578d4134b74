namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Layers whose every output is one of their inputs, or a constant.</summary>
internal static class Movement
{
    /// <summary>Moves values.</summary>
    /// <param name="x">The input.</param>
    /// <param name="shape">Channels and spatial axes of the output.</param>
    /// <param name="source">From the channel and position of an output to those of an input; null for the constant.</param>
    /// <param name="constant">What outputs hold that no input gives.</param>
    public static Result Select(Tensor x, int[] shape, Func<int[], int[]?> source, double constant = 0)
    {
        int[] from = [.. Index.All(shape).Select(index => source(index) is { } found ? Flat(found, x.Shape[1..]) : -1)];
        Tensor y = new([x.Examples, .. shape]);
        int length = x.Values.Length / x.Examples;
        ForEach((place, origin) => y.Values[place] = origin < 0 ? constant : x.Values[origin]);
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEach((place, origin) =>
            {
                if (origin >= 0)
                    byInput.Values[origin] += gradient.Values[place];
            });
            return [byInput];
        });

        void ForEach(Action<int, int> body)
        {
            for (int example = 0; example < x.Examples; example++)
            {
                for (int i = 0; i < from.Length; i++)
                    body(example * from.Length + i, from[i] < 0 ? -1 : example * length + from[i]);
            }
        }
    }

    /// <summary>The shape of positions along one axis, counted from 0, the channels.</summary>
    public static int[] GatheredShape(int[] shape, int axis, int[] indices) => [.. shape.Select((extent, i) => i == axis ? indices.Length : extent)];

    /// <summary>Positions along one axis; negative ones are counted from its end.</summary>
    public static Result Gather(Tensor x, int axis, int[] indices)
    {
        int extent = x.Shape[axis + 1];
        return Select(x, GatheredShape(x.Shape[1..], axis, indices), index =>
        {
            int[] from = [.. index];
            from[axis] = indices[index[axis]] is var at && at < 0 ? at + extent : at;
            return from;
        });
    }

    /// <summary>Positions before and after those of each axis, or, with negative numbers, fewer of them.</summary>
    public static Result Pad(Tensor x, int[] begin, int[] end, PadMode mode, double value)
    {
        int[] spatial = [.. x.Spatial.Select((extent, axis) => extent + begin[axis] + end[axis])];
        return Select(x, [x.Channels, .. spatial], index =>
        {
            int?[] position = [.. x.Spatial.Select((extent, axis) => Inside(index[axis + 1] - begin[axis], extent, mode))];
            return position.Contains(null) ? null : [index[0], .. position.Select(each => each!.Value)];
        }, value);
    }

    // Steps back into the axis until it is inside.
    private static int? Inside(int position, int extent, PadMode mode)
    {
        while (position < 0 || position >= extent)
        {
            switch (mode)
            {
                case PadMode.Constant:
                    return null;
                case PadMode.Reflect:
                    position = position < 0 ? -position : 2 * (extent - 1) - position;
                    break;
                case PadMode.Replicate:
                    position = position < 0 ? 0 : extent - 1;
                    break;
                default:
                    position += position < 0 ? extent : -extent;
                    break;
            }
        }

        return position;
    }

    private static int Flat(int[] index, int[] shape) => index.Zip(shape).Aggregate(0, (flat, each) => flat * each.Second + each.First);
}
