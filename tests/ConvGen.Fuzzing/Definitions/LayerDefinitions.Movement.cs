using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>Layers that lay maps out anew, and those that change their size.</content>
internal static partial class LayerDefinitions
{
    private static Definition? OfMovement(Attribute attribute, int[] x) => attribute switch
    {
        FlattenAttribute => Definition.Of([Length(x)], Structure.Flatten),
        ReshapeAttribute reshape => OfReshape(reshape.Shape, x),
        PadAttribute pad => OfPad(pad, x),
        CropAttribute crop => OfCrop(crop, x),
        UpsampleAttribute upsample => OfUpsample(upsample, x),
        SliceAttribute slice => OfChannels(slice.Start, slice.Count ?? x[0] - slice.Start, x),
        SplitAttribute split => OfSplit(split, x),
        PixelShuffleAttribute shuffle => OfPixelShuffle(shuffle.R, shuffle.Order, x),
        PixelUnshuffleAttribute shuffle => OfPixelUnshuffle(shuffle.R, shuffle.Order, x),
        ChannelShuffleAttribute shuffle => OfChannelShuffle(shuffle.Groups, x),
        ReduceAttribute reduce => OfReduce(reduce, x),
        GatherAttribute gather => OfGather(gather, x),
        PermuteAttribute permute => OfPermute(permute, x),
        _ => null,
    };

    private static Definition OfReshape(int[] shape, int[] x)
    {
        Require(shape.Length is > 0 and <= 4 && shape.All(extent => extent > 0) && Length(shape) == Length(x), "another length");
        return Definition.Of(shape, input => new(input.Reshape([input.Examples, .. shape]), gradient => [gradient.Reshape(input.Shape)]));
    }

    private static Definition OfReduce(ReduceAttribute reduce, int[] x)
    {
        RequireAxes(reduce.Axes, x);
        return Definition.Of(Reductions.Shape(x, reduce.Axes), input => Reductions.Run(input, reduce.Kind, reduce.Axes));
    }

    private static Definition OfGather(GatherAttribute gather, int[] x)
    {
        Require(gather.Axis >= 0 && gather.Axis < x.Length && gather.Indices.Length > 0, "there is no such axis");
        Require(gather.Indices.All(index => index >= -x[gather.Axis] && index < x[gather.Axis]), "there is no such position");
        return Definition.Of(
            Movement.GatheredShape(x, gather.Axis, gather.Indices), input => Movement.Gather(input, gather.Axis, gather.Indices));
    }

    private static Definition OfPermute(PermuteAttribute permute, int[] x)
    {
        int[] axes = permute.Axes, split = permute.Split is { Length: > 0 } given ? given : x;
        Require(split.All(extent => extent > 0) && Length(split) == Length(x), "another length");
        Require(axes.Order().SequenceEqual(Enumerable.Range(0, split.Length)), "the axes are no permutation");
        int[] shape = permute.Shape ?? [.. axes.Select(axis => split[axis])];
        Require(shape.Length is > 0 and <= 4 && shape.All(extent => extent > 0) && Length(shape) == Length(x), "no shape");
        return Definition.Of(shape, input => Reductions.Permute(input, split, axes, shape));
    }

    private static Definition OfPad(PadAttribute pad, int[] x)
    {
        int[] spatial = Spatial(x, "Pad");
        int[] begin = PerAxis(pad.PadBegin ?? pad.Pad ?? [pad.P], spatial.Length), end = PerAxis(pad.PadEnd ?? pad.Pad ?? [pad.P], spatial.Length);
        Require(spatial.Select((extent, axis) => extent + begin[axis] + end[axis]).All(extent => extent > 0), "nothing is left");
        Require(
            pad.Mode != PadMode.Reflect || spatial.Select((extent, axis) => begin[axis] < extent && end[axis] < extent).All(fits => fits),
            "a reflection reaches beyond the map");
        return Definition.Of([x[0], .. spatial.Select((extent, axis) => extent + begin[axis] + end[axis])], input =>
            Movement.Pad(input, begin, end, pad.Mode, pad.Value));
    }

    private static Definition OfCrop(CropAttribute crop, int[] x)
    {
        int[] spatial = Spatial(x, "Crop");
        int[] zeros = new int[spatial.Length];
        int[] end = crop.End is null ? zeros : PerAxis(crop.End, spatial.Length), given = crop.Begin is null ? zeros : PerAxis(crop.Begin, spatial.Length);
        int[] size = crop.Size.Length == 0 ? [.. spatial.Select((extent, axis) => extent - given[axis] - end[axis])] : PerAxis(crop.Size, spatial.Length);
        int[] begin = crop.Centered ? [.. spatial.Select((extent, axis) => (extent - size[axis]) / 2)] : given;
        Require(spatial.Select((extent, axis) => begin[axis] >= 0 && size[axis] > 0 && begin[axis] + size[axis] <= extent).All(fits => fits), "outside");
        int[] shape = [x[0], .. size];
        return Definition.Of(shape, input => Movement.Select(input, shape, index => [index[0], .. index[1..].Zip(begin, (i, first) => i + first)]));
    }

    private static Definition OfChannels(int first, int count, int[] x)
    {
        Require(first >= 0 && count > 0 && first + count <= x[0], "outside");
        int[] shape = [count, .. x[1..]];
        return Definition.Of(shape, input => Movement.Select(input, shape, index => [index[0] + first, .. index[1..]]));
    }

    private static Definition OfSplit(SplitAttribute split, int[] x)
    {
        Require(split.Parts > 0 && x[0] % split.Parts == 0 && split.Part < split.Parts, "parts do not divide channels");
        int count = x[0] / split.Parts;
        return OfChannels(split.Part * count, count, x);
    }

    private static Definition OfPixelShuffle(int r, PixelOrder order, int[] x)
    {
        int[] spatial = Spatial(x, "PixelShuffle");
        int block = Power(r, spatial.Length);
        Require(r > 0 && x[0] % block == 0, "blocks do not tile");
        int[] shape = [x[0] / block, .. spatial.Select(extent => extent * r)];
        return Definition.Of(shape, input => Movement.Select(
            input, shape, index => [Deep(index, r, shape[0], order), .. index[1..].Select(i => i / r)]));
    }

    private static Definition OfPixelUnshuffle(int r, PixelOrder order, int[] x)
    {
        int[] spatial = Spatial(x, "PixelUnshuffle");
        Require(r > 0 && spatial.All(extent => extent % r == 0), "blocks do not tile");
        int block = Power(r, spatial.Length);
        int[] shape = [x[0] * block, .. spatial.Select(extent => extent / r)];
        return Definition.Of(shape, input => Movement.Select(input, shape, index =>
        {
            int place = order == PixelOrder.ChannelMajor ? index[0] % block : index[0] / x[0];
            int[] at = [.. index];
            at[0] = order == PixelOrder.ChannelMajor ? index[0] / block : index[0] % x[0];
            for (int axis = spatial.Length; axis > 0; axis--, place /= r)
                at[axis] = index[axis] * r + place % r;
            return at;
        }));
    }

    private static Definition OfChannelShuffle(int groups, int[] x)
    {
        Require(groups > 0 && x[0] % groups == 0, "groups do not divide channels");
        int perGroup = x[0] / groups;
        return Definition.Of(x, input => Movement.Select(
            input, x, index => [index[0] % groups * perGroup + index[0] / groups, .. index[1..]]));
    }

    // The channel that a position of the map with fewer channels becomes.
    private static int Deep(int[] index, int r, int channels, PixelOrder order)
    {
        int place = index[1..].Aggregate(0, (flat, i) => flat * r + i % r);
        return order == PixelOrder.ChannelMajor ? index[0] * Power(r, index.Length - 1) + place : place * channels + index[0];
    }

    private static int Power(int r, int exponent) => Enumerable.Repeat(r, exponent).Aggregate(1, (a, b) => a * b);

    private static Definition OfUpsample(UpsampleAttribute upsample, int[] x)
    {
        // A place that is a position exactly may be computed as one a little beside it.
        const double Slack = 1e-9;
        int[] spatial = Spatial(x, "Upsample");
        int rank = spatial.Length;
        double[] given = upsample.Scale.Length == 1 ? [.. Enumerable.Repeat(upsample.Scale[0], rank)] : upsample.Scale;
        Require(upsample.Size is not null || given.Length == rank, "an array does not have one number per axis");
        int[] size = upsample.Size is null
            ? [.. spatial.Select((extent, axis) => (int)Math.Floor(given[axis] * extent + Slack))]
            : PerAxis(upsample.Size, rank);
        Require(size.All(extent => extent > 0) && (long)Length(size) * x[0] < MaxValues, "no size");
        double[] scales = [.. size.Select((extent, axis) => upsample.Size is null ? given[axis] : (double)extent / spatial[axis])];
        SampleCoordinates coordinates = upsample.AlignCorners ? SampleCoordinates.AlignCorners
            : upsample.Coordinates != SampleCoordinates.Standard ? upsample.Coordinates
            : upsample.Mode == UpsampleMode.Nearest ? SampleCoordinates.Asymmetric
            : SampleCoordinates.HalfPixel;
        Func<double, double>? nearest = upsample.Mode != UpsampleMode.Nearest ? null : upsample.Rounding switch
        {
            NearestRounding.Ceiling => place => Math.Ceiling(place - Slack),
            NearestRounding.HalfDown => place => Math.Ceiling(place - 0.5 - Slack),
            NearestRounding.HalfUp => place => Math.Floor(place + 0.5 + Slack),
            _ => place => Math.Floor(place + Slack),
        };
        Func<int, int, int, int, double> place = (o, input, output, axis) => coordinates switch
        {
            SampleCoordinates.Asymmetric => o / scales[axis],
            SampleCoordinates.HalfPixel => (o + 0.5) / scales[axis] - 0.5,
            SampleCoordinates.AlignCorners => output == 1 ? 0 : (double)o * (input - 1) / (output - 1),
            SampleCoordinates.AlignScaledCorners => o == 0 ? 0 : o * (input - 1) / (scales[axis] * input - 1),
            SampleCoordinates.HalfPixelForNearest => (o + 0.5) / scales[axis],
            _ => (o + 0.5 - output / 2.0) / scales[axis] + input / 2.0 - 0.5,
        };
        return Definition.Of([x[0], .. size], input => AxisSampling.Run(input, size, place, nearest, OfFilter(upsample, scales)));
    }

    private static AxisFilter? OfFilter(UpsampleAttribute upsample, double[] scales)
    {
        double a = upsample.CubicCoefficient;
        Func<double, double> weight = upsample.Mode == UpsampleMode.Bicubic ? Cubic : distance => Math.Max(0, 1 - Math.Abs(distance));
        return upsample.Mode == UpsampleMode.Bicubic || upsample.Antialias
            ? new(weight, axis => upsample.Antialias ? Math.Max(1, 1 / scales[axis]) : 1, upsample.ExcludeOutside)
            : null;

        double Cubic(double distance)
        {
            double x = Math.Abs(distance);
            return x <= 1 ? (a + 2) * x * x * x - (a + 3) * x * x + 1
                : x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a
                : 0;
        }
    }
}
