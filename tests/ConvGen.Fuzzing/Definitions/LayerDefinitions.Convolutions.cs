using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>The convolution family and dense layers.</content>
internal static partial class LayerDefinitions
{
    // Winograd's algorithm over tiles of 4×4 outputs, and Fourier transforms.
    private const double WinogradRounding = 4e-6;
    private const double FourierRounding = 1e-6;

    // Half a unit in the last place of bfloat16.
    private const double BFloat16Rounding = 1.0 / 512;

    // What is drawn is far below; what is mutated need not be looked at.
    private const int MaxExtent = 4096;
    private const long MaxSeen = 20_000_000;

    private static Definition? OfConvolution(Attribute attribute, int[] x) => attribute switch
    {
        ConvAttribute conv => OfConv(conv, x),
        ConvTransposeAttribute conv => OfConvTranspose(conv, x),
        DepthwiseConvAttribute conv => OfDepthwiseConv(conv, x),
        LocallyConnectedAttribute local => OfOwnKernels(local, local.Filters, null, local.Bias, x),
        TiledConvAttribute tiled => OfOwnKernels(tiled, tiled.Filters, tiled.Tiles, tiled.Bias, x),
        ImageFilterAttribute filter => OfImageFilter(filter, x),
        DenseAttribute { AsConv: true } dense => OfDenseAsConv(dense, x),
        DenseAttribute dense => OfDense(dense, x),
        _ => null,
    };

    private static WindowSettings Settings(WindowAttribute window, int rank)
    {
        int[]? Given(int[]? array) => array is null ? null : PerAxis(array, rank);
        int[] kernel = window.Kernel is null ? [window.K ?? 0] : PerAxis(window.Kernel, rank);
        int[] stride = window.Stride is null ? [window.S ?? 0] : PerAxis(window.Stride, rank);
        Require(kernel.All(k => k > 0) && stride.All(s => s >= 0), "kernels and strides must be positive");
        int[] pads = [.. window.PadBegin ?? [], .. window.PadEnd ?? [], .. window.Pad ?? [], window.P], dilations = [.. window.Dilations ?? [], window.Dilation];
        Require(pads.All(p => p >= 0) && dilations.All(d => d > 0), "padding and dilation must be positive");
        Require(kernel.Concat(stride).Concat(pads).Concat(dilations).All(number => number <= MaxExtent), "it is too large");
        return new(kernel)
        {
            Stride = stride is [0] ? null : stride,
            Begin = Given(window.PadBegin ?? window.Pad) ?? [window.P],
            End = Given(window.PadEnd ?? window.Pad),
            Dilation = Given(window.Dilations) ?? [window.Dilation],
            Padding = window.Padding,
            Rounding = window.Rounding,
        };
    }

    private static Window Slide(WindowAttribute attribute, int[] x, bool pooling = false, PadMode mode = PadMode.Constant)
    {
        int[] spatial = Spatial(x, attribute.GetType().Name);
        WindowSettings settings = Settings(attribute, spatial.Length);
        Require(pooling || settings.Stride is not null, "a stride must be positive");
        CheckWindow(settings, spatial, attribute);
        try
        {
            Window window = settings.Resolve(spatial, pooling);
            Require(window.Axes.All(axis => axis.Output > 0), "no window fits");
            Require(mode != PadMode.Reflect || window.Axes.All(axis => axis.Begin < axis.Input && axis.End < axis.Input), "a reflection reaches beyond the map");
            return window;
        }
        catch (ArgumentException e)
        {
            throw new Declarations.InvalidDeclarationException(e.Message);
        }
    }

    // A window is laid out with everything that it sees.
    private static void CheckWindow(WindowSettings settings, int[] spatial, WindowAttribute window)
    {
        int[] kernel = PerAxis(settings.Kernel, spatial.Length), dilation = PerAxis(settings.Dilation, spatial.Length);
        int most = Math.Max(settings.Begin.Max(), settings.End?.Max() ?? 0);
        long seen = Product(kernel) * Product(spatial.Select((extent, axis) =>
            extent + 2 * (window.Padding is not (PaddingKind.Explicit or PaddingKind.Valid) ? dilation[axis] * (kernel[axis] - 1) : most)));
        Require(seen <= MaxSeen, "it is too large");
    }

    private static Definition OfConv(ConvAttribute conv, int[] x)
    {
        Window window = Slide(conv, x, mode: conv.PadMode);
        int filters = conv.Filters ?? x[0];
        Require(conv.Groups > 0 && filters > 0 && x[0] % conv.Groups == 0 && filters % conv.Groups == 0, "groups do not divide channels");
        Definition definition = WithKernels(
            [filters, x[0] / conv.Groups, .. window.Kernel], [filters, .. window.Output], conv.Bias, (input, weight, bias) =>
                Continued(input, window, conv.PadMode, (padded, bare) => conv.Flip
                    ? TurnedKernel.Run(weight, window.Taps, turned => Convolution.Run(padded, turned, bias, bare, conv.Groups))
                    : Convolution.Run(padded, weight, bias, bare, conv.Groups)));
        double fast = conv.Groups == 1 && conv.Algorithm != ConvolutionAlgorithm.Direct ? Fast(window) : 0;
        return definition with { FastRounding = fast, FastGradientRounding = fast == WinogradRounding ? fast : 0 };
    }

    private static Definition OfConvTranspose(ConvTransposeAttribute conv, int[] x)
    {
        int[] spatial = Spatial(x, "ConvTranspose");
        WindowSettings settings = Settings(conv, spatial.Length);
        Require(settings.Stride is not null, "a stride must be positive");
        long seen = Product(spatial) * Product(PerAxis(settings.Stride!, spatial.Length)) * Product(PerAxis(settings.Kernel, spatial.Length));
        Require(seen <= MaxSeen, "it is too large");
        int[] more = PerAxis(conv.OutputPaddings ?? [conv.OutputPadding], spatial.Length);
        int[] stride = PerAxis(settings.Stride!, spatial.Length), dilation = PerAxis(settings.Dilation, spatial.Length);
        Require(more.Select((each, axis) => each >= 0 && each < Math.Max(stride[axis], dilation[axis])).All(fits => fits), "output padding is too large");
        Window window = settings.ResolveTransposed(spatial, more);
        Require(window.Axes.All(axis => axis.Input > 0), "padding takes everything away");
        int filters = conv.Filters ?? x[0];
        Require(conv.Groups > 0 && filters > 0 && x[0] % conv.Groups == 0 && filters % conv.Groups == 0, "groups do not divide channels");
        Definition definition = WithKernels(
            [x[0], filters / conv.Groups, .. window.Kernel], [filters, .. window.Axes.Select(axis => axis.Input)], conv.Bias, (input, weight, bias) =>
                TransposedConvolution.Run(input, weight, bias, window, conv.Groups));
        double fast = conv.Groups == 1 ? Fast(window) : 0;
        return definition with { FastRounding = fast, FastGradientRounding = fast == WinogradRounding ? fast : 0 };
    }

    private static Definition OfDepthwiseConv(DepthwiseConvAttribute conv, int[] x)
    {
        Window window = Slide(conv, x, mode: conv.PadMode);
        Require(conv.Multiplier is > 0 and <= MaxExtent, "filters must be positive");
        int filters = x[0] * conv.Multiplier;
        return WithKernels([filters, 1, .. window.Kernel], [filters, .. window.Output], conv.Bias, (input, weight, bias) =>
            Continued(input, window, conv.PadMode, (padded, bare) => Convolution.Run(padded, weight, bias, bare, x[0])));
    }

    private static Definition OfOwnKernels(WindowAttribute attribute, int? given, int? tiles, BiasKind bias, int[] x)
    {
        Window window = Slide(attribute, x);
        int filters = given ?? x[0];
        int[] places = tiles is { } count ? [.. window.Axes.Select(_ => count)] : window.Output;
        Require(places.Zip(window.Output).All(each => each.First > 0 && each.First <= each.Second), "there are more tiles than positions");
        return WithKernels([.. places, filters, x[0], .. window.Kernel], [filters, .. window.Output], bias, (input, weight, biases) =>
            OwnKernels.Run(input, weight, biases, window), fanAxes: 1 + window.Axes.Length);
    }

    private static Definition OfImageFilter(ImageFilterAttribute filter, int[] x)
    {
        Window window = Slide(filter, x, mode: filter.PadMode);
        double[] taps = FilterTaps.Of(filter, window);
        Require(taps.Length == window.Taps, "taps do not fill the kernel");
        Tensor weight = Tensor.Of([x[0], 1, .. window.Kernel], Enumerable.Repeat(taps, x[0]).SelectMany(each => each));
        return Definition.Of([x[0], .. window.Output], input =>
        {
            Result result = Continued(input, window, filter.PadMode, (padded, bare) => Convolution.Run(padded, weight, null, bare, x[0]));
            return result with { Backward = gradient => [result.Backward(gradient)[0]] };
        });
    }

    private static Definition OfDense(DenseAttribute dense, int[] x)
    {
        Require(dense.Units > 0 && dense.Units * Product(x) <= MaxSeen, "it is too large");
        TensorSlot weight = new("weight", [dense.Units, Length(x)], TensorRole.Weight);
        bool hasBias = dense.Bias != BiasKind.None;
        return new([dense.Units], hasBias ? [weight, new("bias", [dense.Units], TensorRole.Bias)] : [weight], (inputs, tensors) =>
            DenseLayer.Run(inputs[0], tensors[0], hasBias ? tensors[1] : null))
        {
            WeightRounding = dense.Weights == WeightPrecision.BFloat16 ? BFloat16Rounding : 0,
        };
    }

    private static Definition OfDenseAsConv(DenseAttribute dense, int[] x)
    {
        int[] spatial = Spatial(x, "AsConv");
        int[] taps = dense.Kernel is null ? spatial : PerAxis(dense.Kernel, spatial.Length);
        Require(taps.All(k => k > 0) && Product(taps) * Product(spatial) <= MaxSeen, "it is too large");
        Window window = new WindowSettings(taps) { Stride = [1] }.Resolve(spatial, pooling: false);
        Require(window.Axes.All(axis => axis.Output > 0), "no window fits");
        Definition definition = OfDense(dense, [x[0], .. taps]);
        return definition with
        {
            Shape = [dense.Units, .. window.Output],
            FastRounding = Fast(window),
            Run = (inputs, tensors) =>
            {
                Result result = Convolution.Run(
                    inputs[0], tensors[0].Reshape([dense.Units, x[0], .. window.Kernel]), tensors.Length > 1 ? tensors[1] : null, window, groups: 1);
                return result with
                {
                    Backward = gradient =>
                    {
                        Tensor[] parts = result.Backward(gradient);
                        return [parts[0], parts[1].Reshape(tensors[0].Shape), .. parts[2..]];
                    },
                };
            },
        };
    }

    private static double Fast(Window window) => window.Axes.Any(axis => axis.Stride > 1) ? 0
        : window.Axes.Length == 2 && window.Axes.All(axis => axis.Kernel == 3) ? WinogradRounding
        : FourierRounding;

    /// <summary>A layer with kernels and biases, of which the run adds only those per channel.</summary>
    private static Definition WithKernels(
        int[] weightShape, int[] output, BiasKind bias, Func<Tensor, Tensor, Tensor?, Result> run, int fanAxes = 1)
    {
        TensorSlot weight = new("weight", weightShape, TensorRole.Weight) { FanAxes = fanAxes };
        TensorSlot biases = new("bias", bias == BiasKind.PerUnit ? output : output[..1], TensorRole.Bias);
        return new(output, bias == BiasKind.None ? [weight] : [weight, biases], (inputs, tensors) => bias switch
        {
            BiasKind.PerUnit => UnitBias.Add(run(inputs[0], tensors[0], null), tensors[1]),
            BiasKind.None => run(inputs[0], tensors[0], null),
            _ => run(inputs[0], tensors[0], tensors[1]),
        });
    }

    /// <summary>A layer run over the padded input instead of with a padding of its own.</summary>
    private static Result Continued(Tensor x, Window window, PadMode mode, Func<Tensor, Window, Result> run)
    {
        if (mode == PadMode.Constant)
            return run(x, window);
        Result padded = Movement.Pad(x, [.. window.Axes.Select(axis => axis.Begin)], [.. window.Axes.Select(axis => axis.End)], mode, 0);
        Result result = run(padded.Output, Bare(window));
        return result with
        {
            Backward = gradient =>
            {
                Tensor[] parts = result.Backward(gradient);
                return [padded.Backward(parts[0])[0], .. parts[1..]];
            },
        };
    }

    private static Window Bare(Window window) =>
        new([.. window.Axes.Select(axis => axis with { Input = axis.Input + axis.Begin + axis.End, Begin = 0, End = 0 })]);
}
