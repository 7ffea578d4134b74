using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>Layers that combine several values.</content>
internal static partial class LayerDefinitions
{
    private static Definition? OfCombination(Attribute attribute, int[][] inputs) => attribute switch
    {
        AddAttribute => Broadcast(inputs, Combination.Add),
        SubtractAttribute => Broadcast(inputs, Combination.Subtract),
        MultiplyAttribute => Broadcast(inputs, Combination.Multiply),
        DivideAttribute => Broadcast(inputs, Combination.Divide),
        MaximumAttribute => Broadcast(inputs, Combination.Maximum),
        MinimumAttribute => Broadcast(inputs, Combination.Minimum),
        ConcatAttribute => OfConcat(inputs),
        MatMulAttribute product => OfMatMul(product, inputs),
        _ => null,
    };

    private static Definition Broadcast(int[][] inputs, Func<Tensor[], Result> run)
    {
        int[] shape = Combination.Shape(inputs);

        // Features are channels of one position.
        int[][] full = [.. inputs.Select(input => (int[])[.. input, .. Enumerable.Repeat(1, shape.Length - input.Length)])];
        Require(
            inputs.All(input => input.Length == shape.Length || input.Length == 1)
            && full.All(input => input.Zip(shape).All(each => each.First == 1 || each.First == each.Second)),
            "shapes do not combine");
        return new(shape, [], (values, _) =>
        {
            Result result = run([.. values.Select((value, i) => value.Reshape([value.Examples, .. full[i]]))]);
            return result with { Backward = gradient => [.. result.Backward(gradient).Zip(values, (part, value) => part.Reshape(value.Shape))] };
        });
    }

    private static Definition OfMatMul(MatMulAttribute product, int[][] inputs)
    {
        (bool first, bool second) = (product.TransposeFirst, product.TransposeSecond);
        Require(inputs.Length == 2 && inputs.All(input => input.Length > 1) && inputs[0].Length == inputs[1].Length, "no two matrices");
        Require((first ? inputs[0][0] : inputs[0][^1]) == (second ? inputs[1][^1] : inputs[1][0]), "other numbers of terms");
        Require(inputs[0].AsSpan(1..^1).SequenceEqual(inputs[1].AsSpan(1..^1)), "other numbers of matrices");
        return new(MatrixProduct.Shape(inputs[0], inputs[1], first, second), [], (values, _) => MatrixProduct.Run(values[0], values[1], first, second));
    }

    private static Definition OfConcat(int[][] inputs)
    {
        Require(inputs.All(input => input.Length == inputs[0].Length && input.AsSpan(1).SequenceEqual(inputs[0].AsSpan(1))), "sizes differ");
        return new([inputs.Sum(input => input[0]), .. inputs[0][1..]], [], (values, _) => Structure.Concat(values));
    }
}
