using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

/// <summary>
/// Products whose first factor lies as its rows' vectors do; a transposed one is brought there. The gradients are products too: of
/// Y = A·B they are dY·Bᵀ and Aᵀ·dY.
/// </summary>
internal sealed class MatMulLowering : LayerLowering<MatMulLayer>
{
    // Channels and width change places.
    private static readonly int[] Transposition = [3, 1, 2, 0];

    protected override void Infer(Node node, MatMulLayer layer, InferenceBuilder builder)
    {
        Value first = layer.TransposeFirst ? Transposed(node, builder.Read(node, 0), builder) : builder.Read(node, 0);
        Multiply(node, layer, first, builder.Read(node, 1), builder);
    }

    protected override void Train(Node node, MatMulLayer layer, TrainingBuilder builder)
    {
        (Value given, Value second) = (builder.Read(node, 0), builder.Read(node, 1));
        Value first = layer.TransposeFirst ? Transposed(node, given, builder) : given;
        Value product = Multiply(node, layer, first, second, builder);
        builder.Track(product, hasParameters: false, given, second);
        builder.Backward(product, gradient =>
        {
            if (builder.NeedsGradient(given))
            {
                ToFirst(node, layer, given, second, gradient, builder);
            }

            if (builder.NeedsGradient(second))
            {
                ToSecond(node, layer, given, first, second, gradient, builder);
            }
        });
    }

    private static Value Multiply(Node node, MatMulLayer layer, Value first, Value second, ProgramBuilder builder)
    {
        Value product = builder.Define(node);
        builder.Operations.Add(
            new MatrixProductOperation(node.Name, first, second, product, layer.TransposeSecond, accumulates: false));
        return product;
    }

    // dA = dY·Bᵀ.
    private static void ToFirst(Node node, MatMulLayer layer, Value given, Value second, Value gradient, TrainingBuilder builder)
    {
        Operation Product(Value to, bool adds) =>
            new MatrixProductOperation(node.Name, gradient, second, to, !layer.TransposeSecond, adds);
        if (!layer.TransposeFirst)
        {
            builder.Contribute(given, Product);
            return;
        }

        Value transposed = TransposeOf(given);
        builder.Operations.Add(Product(transposed, adds: false));
        builder.Contribute(given, (to, adds) => new PermuteOperation(node.Name, Order(transposed), transposed, to, adds));
    }

    // dB = Aᵀ·dY, and of B as N×…×K it is dYᵀ·A.
    private static void ToSecond(
        Node node, MatMulLayer layer, Value given, Value first, Value second, Value gradient, TrainingBuilder builder)
    {
        Value left = layer.TransposeSecond ? Transposed(node, gradient, builder)
            : layer.TransposeFirst ? given
            : Transposed(node, first, builder);
        Value right = layer.TransposeSecond ? first : gradient;
        builder.Contribute(
            second, (to, adds) => new MatrixProductOperation(node.Name, left, right, to, isSecondTransposed: false, adds));
    }

    private static Value Transposed(Node node, Value value, ProgramBuilder builder)
    {
        Value transposed = TransposeOf(value);
        builder.Operations.Add(new PermuteOperation(node.Name, Order(value), value, transposed, accumulates: false));
        return transposed;
    }

    private static Value TransposeOf(Value value) =>
        new($"{value.Name} transposed", value.Size.Width, value.Size with { Width = value.Channels });

    private static EquatableArray<MovedAxis> Order(Value value) =>
        MovedAxis.Whole([value.Channels, value.Size.Depth, value.Size.Height, value.Size.Width], Transposition);
}
