using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>Normalisations, and dropout.</content>
internal static partial class LayerDefinitions
{
    private static Definition? OfNormalisation(Attribute attribute, int[] x) => attribute switch
    {
        BatchNormAttribute norm => OfBatchNorm(norm, x),
        LayerNormAttribute { OverChannels: true } norm => OfPositions(norm.Axes, x, isCentred: true, norm, norm.Bias),
        RmsNormAttribute { OverChannels: true } norm => OfPositions(norm.Axes, x, isCentred: false, norm, BiasKind.None),
        LayerNormAttribute norm => OverLastAxes(norm.Axes, x, isCentred: true, norm, norm.Bias),
        RmsNormAttribute norm => OverLastAxes(norm.Axes, x, isCentred: false, norm, BiasKind.None),
        GroupNormAttribute norm => OverChannels(norm.Groups, x, norm, norm.Bias),
        InstanceNormAttribute norm => OfInstanceNorm(norm, x),
        LocalResponseNormAttribute norm => Definition.Of(x, input => LocalResponse.Run(input, norm.Size, norm.Alpha, norm.Beta, norm.K)),
        GlobalResponseNormAttribute norm => OfGlobalResponse(norm, x),
        LpNormalizeAttribute normalize => OfUnitVectors(normalize, x),
        ScaleAttribute { Values: { } values } => OfConstants(Affine.Scale, values, x),
        ShiftAttribute { Values: { } values } => OfConstants(Affine.Shift, values, x),
        ScaleAttribute scale => OfNumbers(Affine.Scale, "weight", TensorRole.Scale, scale.Per, x),
        ShiftAttribute shift => OfNumbers(Affine.Shift, "bias", TensorRole.Bias, shift.Per, x),
        DropoutAttribute dropout => Definition.Of(x, Structure.Identity) with { IsRandom = dropout.P > 0 },
        _ => null,
    };

    private static Definition OfGlobalResponse(GlobalResponseNormAttribute norm, int[] x)
    {
        Require(x.Length > 1, "a channel has one position");
        TensorSlot[] slots = [new("weight", x[..1], TensorRole.Scale), new("bias", x[..1], TensorRole.Bias)];
        return new(x, slots, (inputs, tensors) => GlobalResponse.Run(inputs[0], tensors[0], tensors[1], norm.Epsilon));
    }

    private static Definition OfUnitVectors(LpNormalizeAttribute normalize, int[] x)
    {
        RequireAxes(normalize.Axes, x);
        Require(normalize.Epsilon >= 0 && double.IsFinite(normalize.Epsilon), "a limit below 0");
        int[] axes = normalize.Axes.Length == 0 ? [0] : normalize.Axes;
        return Definition.Of(x, input => UnitVectors.Run(input, normalize.Norm, axes, normalize.Epsilon));
    }

    private static Definition OfConstants(Func<Tensor, Tensor, Result> run, double[] values, int[] x)
    {
        Require(values.Length == 1 || values.Length == x[0], "the length of Values is not the number of channels");
        return Definition.Of(x, input => Affine.Constant(run, input, values));
    }

    private static Definition OfNumbers(Func<Tensor, Tensor, Result> run, string suffix, TensorRole role, ParameterScope per, int[] x)
    {
        int[] numbers = per switch { ParameterScope.Scalar => [1], ParameterScope.Element => x, _ => x[..1] };
        return new(x, [new(suffix, numbers, role)], (inputs, tensors) => run(inputs[0], tensors[0]));
    }

    private static Definition OfBatchNorm(BatchNormAttribute norm, int[] x)
    {
        TensorSlot[] slots =
        [
            new("weight", [x[0]], TensorRole.Scale),
            new("bias", [x[0]], TensorRole.Bias),
            new("running_mean", [x[0]], TensorRole.Mean),
            new("running_var", [x[0]], TensorRole.Variance),
        ];
        Definition definition = new(x, slots, (inputs, tensors) =>
            BatchNormalization.Apply(inputs[0], tensors[0], tensors[1], tensors[2].Values, tensors[3].Values, norm.Epsilon));
        return norm.Frozen ? definition : definition with
        {
            Train = (inputs, tensors) => BatchNormalization.Train(inputs[0], tensors[0], tensors[1], norm.Epsilon),
            Move = (input, tensors) =>
            {
                (double[] means, double[] variances) = BatchNormalization.Move(input, tensors[2].Values, tensors[3].Values, norm.Momentum);
                return [tensors[0], tensors[1], Tensor.Of(tensors[2].Shape, means), Tensor.Of(tensors[3].Shape, variances)];
            },
        };
    }

    private static Definition OverLastAxes(int? axes, int[] x, bool isCentred, NormalisationAttribute norm, BiasKind bias)
    {
        int last = axes ?? x.Length;
        Require(last > 0 && last <= x.Length, "there are fewer axes");
        return Normalised(x, x[^last..], ExampleNormalisation.OverLastAxes(x, last, isCentred, norm.Epsilon), norm.Affine, bias);
    }

    private static Definition OfPositions(int? axes, int[] x, bool isCentred, NormalisationAttribute norm, BiasKind bias)
    {
        Require(axes is null, "the axes are given twice");
        return Normalised(x, x[..1], ExampleNormalisation.OfPositions(isCentred, norm.Epsilon), norm.Affine, bias);
    }

    private static Definition OfInstanceNorm(InstanceNormAttribute norm, int[] x)
    {
        Require(x.Length > 1, "a channel has one position");
        return OverChannels(x[0], x, norm, norm.Bias);
    }

    private static Definition OverChannels(int groups, int[] x, NormalisationAttribute norm, BiasKind bias)
    {
        Require(groups > 0 && x[0] % groups == 0, "groups do not divide channels");
        return Normalised(x, x[..1], ExampleNormalisation.OverChannels(x[0] / groups, norm.Epsilon), norm.Affine, bias);
    }

    private static Definition Normalised(int[] x, int[] scaleShape, ExampleNormalisation norm, bool affine, BiasKind bias)
    {
        TensorSlot scale = new("weight", scaleShape, TensorRole.Scale), shift = new("bias", scaleShape, TensorRole.Bias);
        TensorSlot[] slots = !affine ? [] : bias == BiasKind.None ? [scale] : [scale, shift];
        return new(x, slots, (inputs, tensors) => norm.Run(inputs[0], tensors.ElementAtOrDefault(0), tensors.ElementAtOrDefault(1)));
    }
}
