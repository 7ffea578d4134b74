using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Normalisations by the statistics of each example.</summary>
internal sealed partial class DeclaredNetwork
{
    public DeclaredNetwork LayerNorm(int? axes = null, double epsilon = 1e-5, bool affine = true, bool bias = true) =>
        OverLastAxes("LayerNorm", axes, isCentred: true, epsilon, affine, bias);

    public DeclaredNetwork RmsNorm(int? axes = null, double epsilon = 1e-5, bool affine = true) =>
        OverLastAxes("RmsNorm", axes, isCentred: false, epsilon, affine, bias: false);

    public DeclaredNetwork LayerNormOverChannels(double epsilon = 1e-5, bool affine = true, bool bias = true) => Normalise(
        "LayerNorm", ["OverChannels = true"], ExampleNormalisation.OfPositions(isCentred: true, epsilon), [Source(null).Shape[0]], epsilon, affine, bias);

    public DeclaredNetwork RmsNormOverChannels(double epsilon = 1e-5, bool affine = true) => Normalise(
        "RmsNorm", ["OverChannels = true"], ExampleNormalisation.OfPositions(isCentred: false, epsilon), [Source(null).Shape[0]], epsilon, affine, bias: false);

    public DeclaredNetwork GroupNorm(int groups, double epsilon = 1e-5, bool affine = true, bool bias = true)
    {
        int channels = Source(null).Shape[0];
        return Normalise("GroupNorm", [Number(groups)], ExampleNormalisation.OverChannels(channels / groups, epsilon), [channels], epsilon, affine, bias);
    }

    public DeclaredNetwork InstanceNorm(double epsilon = 1e-5, bool affine = true, bool bias = true) => Normalise(
        "InstanceNorm", [], ExampleNormalisation.OverChannels(1, epsilon), [Source(null).Shape[0]], epsilon, affine, bias);

    public DeclaredNetwork LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) => Pointwise(
        "LocalResponseNorm",
        [Number(size), $"Alpha = {Number(alpha)}", $"Beta = {Number(beta)}", $"K = {Number(k)}"],
        null,
        null,
        x => LocalResponse.Run(x, size, alpha, beta, k));

    public DeclaredNetwork GlobalResponseNorm(double epsilon = 1e-6)
    {
        (string source, int[] shape) = Source(null);
        string own = NextName;
        DeclaredParameter weight = new($"{own}.weight", shape[..1], ParameterKind.Scale), bias = new($"{own}.bias", shape[..1], ParameterKind.Bias);
        string[] arguments = epsilon == 1e-6 ? [] : [$"Epsilon = {Number(epsilon)}"];
        return Append(own, [source], "GlobalResponseNorm", arguments, shape, [weight, bias], (pass, inputs) =>
            GlobalResponse.Run(inputs[0], pass.Parameters[weight.Name], pass.Parameters[bias.Name], epsilon));
    }

    public DeclaredNetwork LpNormalize(NormKind norm, double epsilon, params int[] axes) => Pointwise(
        "LpNormalize",
        [.. axes.Select(axis => Number(axis)), $"Norm = NormKind.{norm}", $"Epsilon = {Number(epsilon)}"],
        null,
        null,
        x => UnitVectors.Run(x, norm, axes.Length == 0 ? [0] : axes, epsilon));

    public DeclaredNetwork Scale(ParameterScope per = ParameterScope.Channel, string? name = null, string? from = null) =>
        Affine("Scale", per, "weight", ParameterKind.Scale, Reference.Affine.Scale, name, from);

    public DeclaredNetwork Scale(params double[] values) => Pointwise(
        "Scale", [$"Values = [{string.Join(", ", values.Select(Number))}]"], null, null, x => Reference.Affine.Constant(Reference.Affine.Scale, x, values));

    public DeclaredNetwork Shift(ParameterScope per = ParameterScope.Channel, string? name = null, string? from = null) =>
        Affine("Shift", per, "bias", ParameterKind.Bias, Reference.Affine.Shift, name, from);

    public DeclaredNetwork Shift(params double[] values) => Pointwise(
        "Shift", [$"Values = [{string.Join(", ", values.Select(Number))}]"], null, null, x => Reference.Affine.Constant(Reference.Affine.Shift, x, values));

    private DeclaredNetwork Affine(
        string kind, ParameterScope per, string role, ParameterKind parameters, Func<Tensor, Tensor, Result> run, string? name, string? from)
    {
        (string source, int[] shape) = Source(from);
        string own = name ?? NextName;
        int[] numbers = per switch { ParameterScope.Scalar => [1], ParameterScope.Element => shape, _ => shape[..1] };
        DeclaredParameter parameter = new($"{own}.{role}", numbers, parameters);
        string[] arguments = per == ParameterScope.Channel ? [] : [$"Per = ParameterScope.{per}"];
        return Append(own, [source], kind, arguments, shape, [parameter], (pass, inputs) => run(inputs[0], pass.Parameters[parameter.Name]));
    }

    private DeclaredNetwork OverLastAxes(string kind, int? axes, bool isCentred, double epsilon, bool affine, bool bias)
    {
        int[] shape = Source(null).Shape;
        int last = axes ?? shape.Length;
        return Normalise(
            kind,
            axes is null ? [] : [$"axes: {Number(last)}"],
            ExampleNormalisation.OverLastAxes(shape, last, isCentred, epsilon),
            shape[^last..],
            epsilon,
            affine,
            bias);
    }

    private DeclaredNetwork Normalise(
        string kind, IEnumerable<string> arguments, ExampleNormalisation norm, int[] scaleShape, double epsilon, bool affine, bool bias)
    {
        (string source, int[] shape) = Source(null);
        string own = NextName;
        List<DeclaredParameter> parameters = [];
        if (affine)
            parameters.Add(new($"{own}.weight", scaleShape, ParameterKind.Scale));
        else
            arguments = arguments.Append("Affine = false");
        if (affine && bias)
            parameters.Add(new($"{own}.bias", scaleShape, ParameterKind.Bias));
        else if (affine && kind != "RmsNorm")
            arguments = arguments.Append("Bias = BiasKind.None");
        if (epsilon != 1e-5)
            arguments = arguments.Append($"Epsilon = {Number(epsilon)}");
        Tensor? Learned(Pass pass, int index) => index < parameters.Count ? pass.Parameters[parameters[index].Name] : null;
        return Append(own, [source], kind, arguments, shape, [.. parameters], (pass, inputs) => norm.Run(inputs[0], Learned(pass, 0), Learned(pass, 1)));
    }
}
