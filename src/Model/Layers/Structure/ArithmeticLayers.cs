using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>
/// A layer that combines several values element by element. A value with one channel, or with one position along an axis, is broadcast over
/// those of the others; features are channels of one position.
/// </summary>
public abstract record ArithmeticLayer : Layer
{
    /// <inheritdoc/>
    public override bool Combines => true;

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape whole = inputs.OrderByDescending(input => input.Rank).First();
        EquatableArray<int> onePosition = whole.Spatial.Select(_ => 1).ToEquatableArray();
        FeatureShape[] shapes = [.. inputs.Select(input => input.Rank == 0 ? input with { Spatial = onePosition } : input)];
        if (shapes.All(shape => shape.Rank == whole.Rank))
        {
            int?[] sizes =
            [
                Common(shapes.Select(shape => shape.Channels)),
                .. Enumerable.Range(0, whole.Rank).Select(axis => Common(shapes.Select(shape => shape.Spatial[axis]))),
            ];
            if (!sizes.Contains(null))
            {
                return new(new FeatureShape(sizes[0]!.Value, sizes.Skip(1).Select(size => size!.Value).ToEquatableArray()));
            }
        }

        problems.Add(Problem.Of(ProblemIds.CombinedShapes, [Title(name), string.Join(", ", inputs)], "with"));
        return null;
    }

    private static int? Common(IEnumerable<int> sizes)
    {
        int[] large = [.. sizes.Where(size => size != 1).Distinct()];
        return large.Length switch { 0 => 1, 1 => large[0], _ => null };
    }
}

/// <summary>The sum of several values.</summary>
public sealed record AddLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Add";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    public override string NamePrefix => "add";
}

/// <summary>The first value minus each of the others.</summary>
public sealed record SubtractLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Subtract";

    /// <inheritdoc/>
    public override string NamePrefix => "subtract";
}

/// <summary>The product of several values.</summary>
public sealed record MultiplyLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Multiply";

    /// <inheritdoc/>
    public override string NamePrefix => "multiply";
}

/// <summary>The first value divided by each of the others.</summary>
public sealed record DivideLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Divide";

    /// <inheritdoc/>
    public override string NamePrefix => "divide";
}

/// <summary>The largest of several values, element by element.</summary>
public sealed record MaximumLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Maximum";

    /// <inheritdoc/>
    public override string NamePrefix => "maximum";
}

/// <summary>The smallest of several values, element by element.</summary>
public sealed record MinimumLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Minimum";

    /// <inheritdoc/>
    public override string NamePrefix => "minimum";
}
