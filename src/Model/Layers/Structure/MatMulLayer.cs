using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>
/// The matrix product of two values, M×…×K times K×…×N: channels are rows, the last axis is columns, and each position of the axes between
/// has matrices of its own.
/// </summary>
/// <param name="TransposeFirst">Whether the first value is K×…×M.</param>
/// <param name="TransposeSecond">Whether the second value is N×…×K.</param>
public sealed record MatMulLayer(bool TransposeFirst, bool TransposeSecond) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "MatMul";

    /// <inheritdoc/>
    public override string NamePrefix => "matmul";

    /// <inheritdoc/>
    public override bool Combines => true;

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (inputs.Count == 2 && inputs.All(input => input.Rank > 0) && inputs[0].Rank == inputs[1].Rank)
        {
            (int rows, int inner) = Sizes(inputs[0], TransposeFirst);
            (int terms, int columns) = Sizes(inputs[1], TransposeSecond);
            EquatableArray<int> between = Between(inputs[0]);
            if (inner == terms && between == Between(inputs[1]))
            {
                FeatureShape shape = new(rows, between.Concat([columns]).ToEquatableArray());
                return new(shape) { Macs = Saturating.Multiply(shape.Length, inner) };
            }
        }

        string[] arguments =
        [
            Title(name),
            string.Join(" by ", inputs),
            TransposeFirst ? "K×…×M" : "M×…×K",
            TransposeSecond ? "N×…×K" : "K×…×N",
        ];
        problems.Add(Problem.Of(ProblemIds.MatrixShapes, arguments, "with"));
        return null;
    }

    internal override bool ReadsEverything(FeatureShape input) => true;

    private static (int Rows, int Columns) Sizes(FeatureShape shape, bool isTransposed)
    {
        int last = shape.Spatial[shape.Rank - 1];
        return isTransposed ? (last, shape.Channels) : (shape.Channels, last);
    }

    private static EquatableArray<int> Between(FeatureShape shape) => shape.Spatial.Take(shape.Rank - 1).ToEquatableArray();
}
