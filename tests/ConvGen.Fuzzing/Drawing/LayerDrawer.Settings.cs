using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Drawing;

/// <content>Layers with many settings.</content>
internal sealed partial class LayerDrawer
{
    /// <summary>A convolution.</summary>
    public Layer Conv(int[] shape)
    {
        bool large = shape.Length is 2 or 3 && shape.Skip(1).All(extent => extent >= 15) && _dice.Chance(0.15);
        Layer layer = _dice.Chance(0.1) ? Layer.Of("Conv") : Layer.Of("Conv", Filters());
        if (large)
            return Biased(layer.With("k", _dice.Of(9, 15)).With("p", _dice.Of(0, 4, 7)).Set("Algorithm", _dice.Of(ConvolutionAlgorithm.Fft, ConvolutionAlgorithm.Auto)));
        if (shape.Length == 3 && _dice.Chance(0.35))
        {
            layer = layer.With("k", 3).With("p", _dice.Of(0, 1, 1, 2));
            layer = _dice.Chance(0.5) ? layer.Set("Algorithm", _dice.Of(ConvolutionAlgorithm.Winograd, ConvolutionAlgorithm.Direct)) : layer;
        }
        else
        {
            layer = _windows.Draw(layer, shape);
            layer = Maybe(layer, 0.05, "Algorithm", ConvolutionAlgorithm.Direct);
        }

        if (_dice.Chance(0.15))
        {
            int groups = Divisor(shape[0]);
            layer = layer with { Arguments = layer.Arguments.RemoveAll(argument => argument.Name is null or "Algorithm") };
            layer = (layer with { Arguments = [new(null, false, groups * _dice.Between(1, 3)), .. layer.Arguments] }).Set("Groups", groups);
        }

        layer = Maybe(Biased(layer), 0.1, "Flip", true);
        return Maybe(layer, 0.15, "PadMode", _dice.Any<PadMode>());
    }

    private Layer ConvTranspose(int[] shape)
    {
        int filters = Filters();
        Layer layer = Layer.Of("ConvTranspose", filters);
        int rank = shape.Length - 1;
        layer = _windows.Draw(layer, shape, transposed: true);
        if (_dice.Chance(0.3))
        {
            layer = rank > 1 && _dice.Chance(0.4)
                ? layer.Set("OutputPaddings", Enumerable.Range(0, rank).Select(_ => _dice.Between(0, 2)).ToArray())
                : layer.Set("OutputPadding", _dice.Between(0, 2));
        }

        int[] common = [.. Divisors(shape[0]).Where(divisor => filters % divisor == 0)];
        return Maybe(Biased(layer), 0.25, "Groups", _dice.Of<int>(common));
    }

    private Layer DepthwiseConv(int[] shape)
    {
        Layer layer = Biased(_windows.Draw(Layer.Of("DepthwiseConv"), shape));
        return Maybe(Maybe(layer, 0.25, "Multiplier", _dice.Between(1, 3)), 0.15, "PadMode", _dice.Any<PadMode>());
    }

    private Layer ImageFilter(int[] shape)
    {
        int rank = shape.Length - 1;
        FilterKind kind = _dice.Any<FilterKind>();
        Layer layer = _dice.Chance(0.1) && kind == FilterKind.Box ? Layer.Of("ImageFilter") : Layer.Of("ImageFilter", kind);
        if (kind is FilterKind.Box or FilterKind.Gaussian or FilterKind.Custom)
        {
            layer = _windows.Draw(layer, shape);
            int[] kernel = layer.Get("Kernel") as int[] ?? [.. Enumerable.Repeat((int)layer.Get("k")!, rank)];
            if (kind == FilterKind.Custom)
                layer = layer.Set("Taps", Enumerable.Range(0, kernel.Aggregate(1, (a, b) => a * b)).Select(_ => _dice.Fraction(-1, 1)).ToArray());
        }
        else if (_dice.Chance(0.7))
        {
            layer = layer.With("p", _dice.Of(0, 1));
            layer = _dice.Chance(0.3) ? layer.With("s", 2).Set("Rounding", RoundingMode.Floor) : layer;
        }

        layer = kind == FilterKind.Gaussian ? Maybe(layer, 0.5, "Sigma", _dice.Fraction(0.4, 2)) : layer;
        return Maybe(layer, 0.25, "PadMode", _dice.Any<PadMode>());
    }

    /// <summary>A dense layer.</summary>
    public Layer Dense(int[] shape)
    {
        Layer layer = Maybe(Layer.Of("Dense", Filters()), 0.2, "Bias", BiasKind.None);
        layer = Maybe(layer, 0.2, "Weights", WeightPrecision.BFloat16);
        if (shape.Length == 1 || _dice.Chance(0.6))
            return layer;
        layer = layer.Set("AsConv", true).Set("Weights", null);
        return _dice.Chance(0.6) ? layer.Set("Kernel", shape.Skip(1).Select(extent => _dice.Between(1, extent)).ToArray()) : layer;
    }

    private Layer Adaptive(string kind, int[] shape) => Layer.Of(
        kind, _dice.Chance(0.4) ? [_dice.Between(1, 4)] : [.. shape.Skip(1).Select(extent => (object)_dice.Between(1, Math.Min(extent + 1, 6)))]);

    private Layer Reshape(int[] shape)
    {
        int length = shape.Aggregate(1, (a, b) => a * b);
        List<object> extents = [];
        for (int axes = _dice.Between(0, 3); axes > 0; axes--)
        {
            int part = _dice.Of<int>([.. Divisors(length).Where(divisor => divisor <= 40)]);
            extents.Add(part);
            length /= part;
        }

        extents.Insert(0, length);
        return Layer.Of("Reshape", [.. extents]);
    }

    private Layer Pad(int[] shape)
    {
        int rank = shape.Length - 1;
        int Amount(int axis) => _dice.Chance(0.2) ? -_dice.Between(0, Math.Max(0, shape[axis + 1] / 3)) : _dice.Between(0, 3);
        int[] Amounts() => [.. Enumerable.Range(0, rank).Select(Amount)];
        Layer layer = _dice.Between(0, 2) switch
        {
            0 => Layer.Of("Pad", _dice.Between(0, 3)),
            1 => Layer.Of("Pad").Set("Pad", Amounts()),
            _ => Layer.Of("Pad").Set("PadBegin", Amounts()).Set("PadEnd", Amounts()),
        };
        PadMode mode = _dice.Any<PadMode>();
        layer = Maybe(layer, mode != PadMode.Constant, "Mode", mode);
        return mode == PadMode.Constant ? Maybe(layer, 0.5, "Value", _dice.Fraction(-1, 1)) : layer;
    }

    private Layer Crop(int[] shape)
    {
        int[] spatial = shape[1..];
        int[] size = [.. spatial.Select(extent => _dice.Between(1, extent))];
        object[] Sizes() => [.. size.Select(extent => (object)extent)];
        int[] begin = [.. spatial.Select((extent, axis) => _dice.Between(0, extent - size[axis]))];
        return _dice.Between(0, 3) switch
        {
            0 => Layer.Of("Crop", _dice.Between(1, spatial.Length == 0 ? 1 : spatial.Min())),
            1 => Layer.Of("Crop", Sizes()).Set("Centered", true),
            2 => Layer.Of("Crop", Sizes()).Set("Begin", begin),
            _ => Layer.Of("Crop").Set("Begin", begin).Set("End", spatial.Select((extent, axis) => extent - size[axis] - begin[axis]).ToArray()),
        };
    }

    private Layer Upsample(int[] shape)
    {
        int rank = shape.Length - 1;
        double Scale() => _dice.Of(2.0, 2, 3, 1.5, 0.5, 0.75, 1.25, 2.5, 1.3, 0.6);
        Layer layer = _dice.Between(0, 3) switch
        {
            0 => Layer.Of("Upsample", 2),
            1 => Layer.Of("Upsample", [.. Enumerable.Range(0, rank).Select(_ => (object)Scale())]),
            2 => Layer.Of("Upsample").Set("Scale", Enumerable.Range(0, rank).Select(_ => Scale()).ToArray()),
            _ => Layer.Of("Upsample").Set("Size", shape.Skip(1).Select(extent => _dice.Between(1, 2 * extent + 1)).ToArray()),
        };
        UpsampleMode mode = _dice.Any<UpsampleMode>();
        layer = Maybe(layer, mode != UpsampleMode.Nearest, "Mode", mode);
        layer = mode == UpsampleMode.Nearest ? Maybe(layer, 0.3, "Rounding", _dice.Any<NearestRounding>()) : Filter(layer, mode);
        return _dice.Chance(0.2) ? layer.Set("AlignCorners", true) : Maybe(layer, 0.35, "Coordinates", _dice.Any<SampleCoordinates>());
    }

    private Layer Permute(int[] shape)
    {
        if (_dice.Chance(0.4))
            return Layer.Of("Permute", Axes(shape, shape.Length));

        // Parts of axes mostly, sometimes parts across their ends.
        int[] whole = _dice.Chance(0.8) ? shape : [shape.Aggregate(1, (product, extent) => product * extent)];
        int[] split = [.. whole.SelectMany(extent => Divisor(extent) is var part ? new[] { extent / part, part } : [])];
        object[] axes = Axes(split, split.Length);
        int[] order = [.. axes.Select(axis => split[(int)axis])];
        int first = _dice.Between(0, order.Length - 1), second = _dice.Between(first, order.Length - 1);
        int[] merged = [.. new[] { order[..first], order[first..second], order[second..] }
            .Where(group => group.Length > 0)
            .Select(group => group.Aggregate(1, (product, extent) => product * extent))];
        return Layer.Of("Permute", axes).Set("Split", split).Set("Shape", merged);
    }

    private Layer Filter(Layer layer, UpsampleMode mode)
    {
        layer = mode == UpsampleMode.Bicubic ? Maybe(layer, 0.4, "CubicCoefficient", _dice.Of(-0.5, -0.6, 0.0)) : layer;
        return Maybe(Maybe(layer, 0.3, "Antialias", true), 0.2, "ExcludeOutside", true);
    }

    private Layer Slice(int[] shape)
    {
        int start = _dice.Between(0, shape[0] - 1);
        return _dice.Chance(0.3) ? Layer.Of("Slice", start) : Layer.Of("Slice", start, _dice.Between(1, shape[0] - start));
    }

    private Layer Split(int[] shape)
    {
        int parts = Divisor(shape[0]);
        return _dice.Chance(0.2) ? Layer.Of("Split", parts) : Layer.Of("Split", parts).With("part", _dice.Between(0, parts - 1));
    }
}
