using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Functions of several values, and of one with constants.</summary>
internal static class ArithmeticLayers
{
    // As many numbers as a person would write into an attribute.
    private const int MaxWritten = 4;

    // Channels and three spatial axes.
    private const int MaxGroups = 4;

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Add"] = call => Combine(call, new AddLayer()),
        ["Affine"] = call => Affine(
            call, BroadcastLayers.Expand(call, call.Data(), call.OutputShape), call.Constant(1, "scale"), call.Constant(2, "shift")),
        ["Div"] = Divide,
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
        bool isInnermost = varying is [var only] && source.Axes[only] is [{ Stride: 1 }];
        if (!isFirst && isInnermost && call.Draft.InputBehind(source.Source) is not null)
        {
            // The channels of an interleaved input.
            groups = [varying, .. groups.Select(group => group.Except(varying).ToArray()).Where(group => group.Length > 0)];
            isFirst = true;
        }

        // One number for all works in any order.
        bool isUniform = varying.Length == 0;
        LayerValue value = isUniform ? source.Source : call.Arrange(source, groups);
        AxisView view = isUniform ? source : Arranger.View(value, source.Shape, groups, source);
        ParameterScope? Scope(float[] numbers) =>
            numbers.Length == 1 ? ParameterScope.Scalar : isFirst ? null : ParameterScope.Element;
        if (Operand(view, scale, isUniform, isFirst, neutral: 1) is { } factors)
        {
            EquatableArray<double>? written = Written(factors, isFirst);
            var layer = new ScaleLayer(written is null ? Scope(factors) : null, null, written);
            value = written is null ? call.Draft.Add(layer, value, factors) : call.Draft.Add(layer, value);
        }

        if (Operand(view, shift, isUniform, isFirst, neutral: 0) is { } summands)
        {
            EquatableArray<double>? written = Written(summands, isFirst);
            var layer = new ShiftLayer(written is null ? Scope(summands) : null, null, written);
            value = written is null ? call.Draft.Add(layer, value, summands) : call.Draft.Add(layer, value);
        }

        return view with { Source = value };
    }

    // The numbers of a scale or shift: one, one for each channel, or one for each element; nothing where they change nothing.
    private static float[]? Operand(AxisView view, OnnxTensor constant, bool isUniform, bool isPerChannel, float neutral)
    {
        float[] numbers = isUniform ? constant.Floats[..1] : isPerChannel ? PerChannel.Of(view, constant) : view.Lay(constant);
        return numbers.All(number => number == neutral) ? null
            : numbers.All(number => number == numbers[0]) ? numbers[..1]
            : numbers;
    }

    private static EquatableArray<double>? Written(float[] numbers, bool isPerChannel) =>
        numbers.All(float.IsFinite) && (numbers.Length == 1 || (isPerChannel && numbers.Length <= MaxWritten))
            ? numbers.Select(Decimals.Of).ToEquatableArray()
            : null;

    /// <summary>A layer that combines two computed values.</summary>
    public static AxisView Combine(OperationCall call, Layer layer)
    {
        int rank = call.OutputShape.Count;
        AxisView[] operands = [.. call.Operands().Select(operand => operand.WithRank(rank))];
        AxisView leader = operands.FirstOrDefault(operand => operand.Shape.SequenceEqual(call.OutputShape)) ?? operands[0];
        bool isSameOrder = operands[0].Source.Shape == operands[1].Source.Shape
            && operands[0].Axes.Zip(operands[1].Axes).All(axes => axes.First.SequenceEqual(axes.Second));
        if (isSameOrder)
        {
            return leader with { Source = call.Draft.Add(layer, [operands[0].Source, operands[1].Source]) };
        }

        if (Groups(call, leader, operands) is not { } groups)
        {
            // More axes in turn than a map has: what is broadcast is repeated before.
            operands = [.. operands.Select(operand => BroadcastLayers.Expand(call, operand, call.OutputShape))];
            groups = Arranger.Natural(operands[0]);
        }

        LayerValue[] arranged = [.. operands.Select(operand => call.Arrange(operand, groups))];
        return Arranger.View(call.Draft.Add(layer, arranged), call.OutputShape, groups, leader);
    }

    // Along a group every operand has all positions or one.
    private static int[][]? Groups(OperationCall call, AxisView leader, AxisView[] operands)
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

        return groups.Count <= MaxGroups ? [.. groups] : null;
    }

    private static AxisView Divide(OperationCall call)
    {
        if (!call.IsConstant(0))
        {
            return Combine(call, new DivideLayer());
        }

        AxisView source = call.Data(1);
        AxisView reciprocal = source with { Source = call.Draft.Add(new ReciprocalLayer(), source.Source) };
        AxisView whole = BroadcastLayers.Expand(call, reciprocal, call.OutputShape);
        return Affine(call, whole, call.Constant(0, "dividend"), new([], [0f]));
    }

    private static AxisView Power(OperationCall call) => call.Pointwise(new PowLayer(call.Constant(1, "exponent").Single()));
}
