using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <content>The convolution family beside Conv and ConvTranspose.</content>
internal sealed partial class DeclaredNetwork
{
    public DeclaredNetwork FlippedConv(
        int filters, WindowSettings settings, int groups = 1, ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.Auto, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        List<string> arguments = [Number(filters), .. settings.Arguments(), "Flip = true"];
        if (groups > 1)
            arguments.Add($"Groups = {Number(groups)}");
        if (algorithm != ConvolutionAlgorithm.Auto)
            arguments.Add($"Algorithm = ConvolutionAlgorithm.{algorithm}");
        return Kernels(
            "Conv", arguments, [filters, shape[0] / groups, .. window.Kernel], [filters, .. window.Output], BiasKind.PerChannel, BiasKind.PerChannel, name, from,
            (x, weight, bias) => TurnedKernel.Run(weight, window.Taps, turned => Convolution.Run(x, turned, bias, window, groups)));
    }

    /// <summary>A convolution with a bias for every position.</summary>
    public DeclaredNetwork UnitBiasConv(
        int filters, WindowSettings settings, int groups = 1, ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.Auto, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        List<string> arguments = [Number(filters), .. settings.Arguments()];
        if (groups > 1)
            arguments.Add($"Groups = {Number(groups)}");
        if (algorithm != ConvolutionAlgorithm.Auto)
            arguments.Add($"Algorithm = ConvolutionAlgorithm.{algorithm}");
        return Kernels(
            "Conv", arguments, [filters, shape[0] / groups, .. window.Kernel], [filters, .. window.Output], BiasKind.PerUnit, BiasKind.PerChannel, name, from,
            (x, weight, bias) => Convolution.Run(x, weight, bias, window, groups));
    }

    /// <summary>A convolution over a map that is continued beyond its border.</summary>
    public DeclaredNetwork PaddedConv(
        int filters, WindowSettings settings, PadMode mode, int groups = 1, ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.Auto, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        List<string> arguments = [Number(filters), .. settings.Arguments(), $"PadMode = PadMode.{mode}"];
        if (groups > 1)
            arguments.Add($"Groups = {Number(groups)}");
        if (algorithm != ConvolutionAlgorithm.Auto)
            arguments.Add($"Algorithm = ConvolutionAlgorithm.{algorithm}");
        return Kernels(
            "Conv", arguments, [filters, shape[0] / groups, .. window.Kernel], [filters, .. window.Output], BiasKind.PerChannel, BiasKind.PerChannel, name, from,
            (x, weight, bias) => Continued(x, window, mode, (padded, bare) => Convolution.Run(padded, weight, bias, bare, groups)));
    }

    /// <summary>A transposed convolution with a bias for every position.</summary>
    public DeclaredNetwork UnitBiasConvTranspose(int filters, WindowSettings settings, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.ResolveTransposed(shape[1..], [0]);
        return Kernels(
            "ConvTranspose", [Number(filters), .. settings.Arguments()], [shape[0], filters, .. window.Kernel],
            [filters, .. window.Axes.Select(axis => axis.Input)], BiasKind.PerUnit, BiasKind.PerChannel, name, from,
            (x, weight, bias) => TransposedConvolution.Run(x, weight, bias, window, 1));
    }

    public DeclaredNetwork DepthwiseConv(
        WindowSettings settings,
        int multiplier = 1,
        BiasKind bias = BiasKind.PerChannel,
        PadMode mode = PadMode.Constant,
        string? name = null,
        string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        IEnumerable<string> arguments = settings.Arguments();
        if (multiplier > 1)
            arguments = arguments.Append($"Multiplier = {Number(multiplier)}");
        if (mode != PadMode.Constant)
            arguments = arguments.Append($"PadMode = PadMode.{mode}");
        int filters = shape[0] * multiplier;
        return Kernels(
            "DepthwiseConv", arguments, [filters, 1, .. window.Kernel], [filters, .. window.Output], bias, BiasKind.PerChannel, name, from,
            (x, weight, channelBias) => Continued(x, window, mode, (padded, bare) => Convolution.Run(padded, weight, channelBias, bare, shape[0])));
    }

    public DeclaredNetwork LocallyConnected(
        int filters, WindowSettings settings, BiasKind bias = BiasKind.PerUnit, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        return Kernels(
            "LocallyConnected", [Number(filters), .. settings.Arguments()], [.. window.Output, filters, shape[0], .. window.Kernel],
            [filters, .. window.Output], bias, BiasKind.PerUnit, name, from,
            (x, weight, channelBias) => OwnKernels.Run(x, weight, channelBias, window));
    }

    public DeclaredNetwork TiledConv(
        int filters, WindowSettings settings, int tiles, BiasKind bias = BiasKind.PerChannel, string? name = null, string? from = null)
    {
        (_, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        return Kernels(
            "TiledConv", [Number(filters), $"tiles: {Number(tiles)}", .. settings.Arguments()],
            [.. window.Axes.Select(_ => tiles), filters, shape[0], .. window.Kernel],
            [filters, .. window.Output], bias, BiasKind.PerChannel, name, from,
            (x, weight, channelBias) => OwnKernels.Run(x, weight, channelBias, window));
    }

    /// <summary>A fixed filter; the taps are what it must compute with, and are declared where it is custom.</summary>
    public DeclaredNetwork ImageFilter(
        FilterKind kind, WindowSettings settings, double[] taps, double? sigma = null, PadMode mode = PadMode.Constant, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        List<string> arguments = [$"FilterKind.{kind}", .. settings.Arguments()];
        if (kind == FilterKind.Custom)
            arguments.Add($"Taps = [{string.Join(", ", taps.Select(Number))}]");
        if (sigma is { } deviation)
            arguments.Add($"Sigma = {Number(deviation)}");
        if (mode != PadMode.Constant)
            arguments.Add($"PadMode = PadMode.{mode}");
        Tensor weight = Tensor.Of([shape[0], 1, .. window.Kernel], Enumerable.Repeat(taps, shape[0]).SelectMany(each => each));
        return Append(name ?? NextName, [source], "ImageFilter", arguments, [shape[0], .. window.Output], [], (_, inputs) =>
        {
            Result result = Continued(inputs[0], window, mode, (padded, bare) => Convolution.Run(padded, weight, null, bare, shape[0]));
            return result with { Backward = gradient => [result.Backward(gradient)[0]] };
        });
    }

    // A layer run over the padded input instead of with a padding of its own.
    private static Result Continued(Tensor x, Window window, PadMode mode, Func<Tensor, Window, Result> run)
    {
        Result padded = Movement.Pad(x, [.. window.Axes.Select(axis => axis.Begin)], [.. window.Axes.Select(axis => axis.End)], mode, 0);
        Window bare = new([.. window.Axes.Select(axis => axis with { Input = axis.Input + axis.Begin + axis.End, Begin = 0, End = 0 })]);
        Result result = run(padded.Output, bare);
        return result with
        {
            Backward = gradient =>
            {
                Tensor[] parts = result.Backward(gradient);
                return [padded.Backward(parts[0])[0], .. parts[1..]];
            },
        };
    }

    // A layer with a tensor of weights, and biases of which the run adds only those per channel.
    private DeclaredNetwork Kernels(
        string kind,
        IEnumerable<string> arguments,
        int[] weightShape,
        int[] output,
        BiasKind bias,
        BiasKind usual,
        string? name,
        string? from,
        Func<Tensor, Tensor, Tensor?, Result> run)
    {
        string own = name ?? NextName;
        DeclaredParameter weight = new($"{own}.weight", weightShape, ParameterKind.Weight);
        DeclaredParameter biases = new($"{own}.bias", bias == BiasKind.PerUnit ? output : output[..1], ParameterKind.Bias);
        IEnumerable<string> settings = bias == usual ? arguments : arguments.Append($"Bias = BiasKind.{bias}");
        return Append(own, [Source(from).Name], kind, settings, output, bias == BiasKind.None ? [weight] : [weight, biases], (pass, inputs) =>
        {
            Tensor? values = bias == BiasKind.None ? null : pass.Parameters[biases.Name];
            Result result = run(inputs[0], pass.Parameters[weight.Name], bias == BiasKind.PerUnit ? null : values);
            return bias == BiasKind.PerUnit ? UnitBias.Add(result, values!) : result;
        });
    }
}
