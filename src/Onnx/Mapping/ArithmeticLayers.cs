using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Functions of several values, and of one with constants.</summary>
internal static class ArithmeticLayers
{
    // 1 − 2⁻¹⁷ and 2⁻¹⁷ are exact in single precision, and so is their sum: a batch normalisation with them only scales and shifts.
    private const double Epsilon = 1.0 / (1 << 17);

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Add"] = call => Combine(call, new AddLayer()),
        ["Affine"] = call => Affine(call, call.Data(), call.Constant(1, "scale"), call.Constant(2, "shift")),
        ["Max"] = call => Combine(call, new MaximumLayer()),
        ["Min"] = call => Combine(call, new MinimumLayer()),
        ["Mul"] = call => Combine(call, new MultiplyLayer()),
        ["Pow"] = Power,
        ["Sub"] = call => Combine(call, new SubtractLayer()),
    };

    /// <summary>x·scale + shift, where both may be broadcast.</summary>
    public static AxisView Affine(OperationCall call, AxisView source, OnnxTensor scale, OnnxTensor shift)
    {
        bool IsVarying(int axis) => new[] { scale, shift }.Any(constant =>
            axis - source.Rank + constant.Shape.Count is var own && own >= 0 && constant.Shape[own] > 1);
        int[] varying = [.. source.Moving.Where(IsVarying)];
        int[][] groups = Arranger.Natural(source);
        bool isFirst = varying.Length == 0 || (groups.Length > 0 && varying.All(axis => groups[0].Contains(axis)));
        if (!isFirst && call.Draft.Layers[source.Source.Layer].Layer is InputLayer && varying is [var last] && last == source.Rank - 1)
        {
            // The channels of an interleaved input.
            groups = [[last], .. groups.Select(group => group.Where(axis => axis != last).ToArray()).Where(group => group.Length > 0)];
        }
        else if (!isFirst)
        {
            // A number for each element, so that nothing has to move.
            groups = [[.. groups.SelectMany(group => group)]];
        }

        LayerValue arranged = call.Arrange(source, groups);
        AxisView view = Arranger.View(arranged, source.Shape, groups, source);
        float[] mean = new float[arranged.Shape.Channels];
        float[] variance = new float[arranged.Shape.Channels];
        Array.Fill(variance, (float)(1 - Epsilon));
        var layer = new BatchNormLayer(Momentum: 0.1, Epsilon, Frozen: true);
        LayerValue value = call.Draft.Add(layer, arranged, PerChannel.Of(view, scale), PerChannel.Of(view, shift), mean, variance);
        return view with { Source = value };
    }

    /// <summary>A layer that combines two computed values.</summary>
    public static AxisView Combine(OperationCall call, Layer layer)
    {
        if (call.IsConstant(0) || call.IsConstant(1))
        {
            throw RefusalException.Setting(
                $"{call.Operation.Op} with a constant that has more positions than the value, or with a limit for each element");
        }

        int rank = call.OutputShape.Count;
        AxisView[] operands = [call.Data(0).WithRank(rank), call.Data(1).WithRank(rank)];
        AxisView leader = operands.FirstOrDefault(operand => operand.Shape.SequenceEqual(call.OutputShape)) ?? operands[0];
        bool isSameOrder = operands[0].Source.Shape == operands[1].Source.Shape
            && operands[0].Axes.Zip(operands[1].Axes).All(axes => axes.First.SequenceEqual(axes.Second));
        if (isSameOrder)
        {
            return leader with { Source = call.Draft.Add(layer, [operands[0].Source, operands[1].Source]) };
        }

        int[][] groups = Groups(call, leader, operands);
        LayerValue[] arranged = [.. operands.Select(operand => call.Arrange(operand, groups))];
        return Arranger.View(call.Draft.Add(layer, arranged), call.OutputShape, groups, leader);
    }

    // Along a group every operand has all positions or one.
    private static int[][] Groups(OperationCall call, AxisView leader, AxisView[] operands)
    {
        bool IsUniform(int[] group) => operands.All(operand =>
            group.All(axis => operand.Shape[axis] == 1) || group.All(axis => operand.Shape[axis] == call.OutputShape[axis]));
        int[] moving = [.. operands.SelectMany(operand => operand.Moving).Distinct().Order()];
        int[][] natural = Arranger.Natural(leader);
        bool isWhole = natural.SelectMany(group => group).ToHashSet().SetEquals(moving);
        if (isWhole && natural.All(IsUniform))
        {
            return natural;
        }

        List<int[]> groups = [];
        foreach (int axis in isWhole ? natural.SelectMany(group => group) : moving)
        {
            int[]? joined = groups.Count > 0 ? [.. groups[^1], axis] : null;
            if (joined is not null && IsUniform(joined))
            {
                groups[^1] = joined;
            }
            else
            {
                groups.Add([axis]);
            }
        }

        return groups.Count <= 4 ? [.. groups] : throw RefusalException.Setting("values are broadcast along too many axes");
    }

    private static AxisView Power(OperationCall call)
    {
        AxisView source = call.Data();
        if (!call.IsConstant(1) || call.Constant(1, "exponent") is not { Length: 1 } exponent || exponent.Single() != 2)
        {
            throw new RefusalException(ProblemCodes.Operator, "no layer computes this power; 2 is the only exponent");
        }

        return source with { Source = call.Draft.Add(new MultiplyLayer(), [source.Source, source.Source]) };
    }
}
