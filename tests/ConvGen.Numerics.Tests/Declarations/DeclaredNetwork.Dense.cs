using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <content>Dense layers that are convolutions.</content>
internal sealed partial class DeclaredNetwork
{
    /// <summary>A dense layer as a convolution, with a tensor like a dense layer's.</summary>
    public DeclaredNetwork DenseAsConv(int units, int[]? kernel = null, bool bias = true)
    {
        (string source, int[] shape) = Source(null);
        int[] taps = kernel ?? shape[1..];
        Window window = new WindowSettings(taps).Resolve(shape[1..], pooling: false);
        string own = NextName;
        int features = taps.Aggregate(shape[0], (product, size) => product * size);
        DeclaredParameter weight = new($"{own}.weight", [units, features], ParameterKind.Weight);
        DeclaredParameter[] parameters = bias ? [weight, new($"{own}.bias", [units], ParameterKind.Bias)] : [weight];
        List<string> arguments = [Number(units), "AsConv = true"];
        if (kernel is not null)
            arguments.Add($"Kernel = [{string.Join(", ", kernel.Select(size => Number(size)))}]");
        if (!bias)
            arguments.Add("Bias = BiasKind.None");
        return Append(own, [source], "Dense", arguments, [units, .. window.Output], parameters, (pass, inputs) => Convolution.Run(
            inputs[0],
            Tensor.Of([units, shape[0], .. taps], pass.Parameters[weight.Name].Values),
            bias ? pass.Parameters[parameters[1].Name] : null,
            window,
            groups: 1));
    }
}
