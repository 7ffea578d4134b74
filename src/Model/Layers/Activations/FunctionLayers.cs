using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>exp(x), value by value.</summary>
public sealed record ExpLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Exp";

    /// <inheritdoc/>
    public override string NamePrefix => "exp";
}

/// <summary>The natural logarithm, value by value.</summary>
public sealed record LogLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Log";

    /// <inheritdoc/>
    public override string NamePrefix => "log";
}

/// <summary>The square root, value by value.</summary>
public sealed record SqrtLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Sqrt";

    /// <inheritdoc/>
    public override string NamePrefix => "sqrt";
}

/// <summary>The absolute value, value by value.</summary>
public sealed record AbsLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Abs";

    /// <inheritdoc/>
    public override string NamePrefix => "abs";
}

/// <summary>The negative, value by value.</summary>
public sealed record NegLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Neg";

    /// <inheritdoc/>
    public override string NamePrefix => "neg";
}

/// <summary>The reciprocal, value by value.</summary>
public sealed record ReciprocalLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Reciprocal";

    /// <inheritdoc/>
    public override string NamePrefix => "reciprocal";
}

/// <summary>x to the power of a constant, value by value.</summary>
/// <param name="Exponent">The exponent; finite.</param>
public sealed record PowLayer(double Exponent) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Pow";

    /// <inheritdoc/>
    public override string NamePrefix => "pow";

    private protected override string Settings => $"exponent {NumberText.Plain(Exponent)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) =>
        CheckFinite(name, "exponent", Exponent, problems, isOptional: false);
}

/// <summary>The error function, value by value.</summary>
public sealed record ErfLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Erf";

    /// <inheritdoc/>
    public override string NamePrefix => "erf";
}

/// <summary>The largest integer that is not above x, value by value.</summary>
public sealed record FloorLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Floor";

    /// <inheritdoc/>
    public override string NamePrefix => "floor";
}

/// <summary>The sine, value by value.</summary>
public sealed record SinLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Sin";

    /// <inheritdoc/>
    public override string NamePrefix => "sin";
}

/// <summary>The cosine, value by value.</summary>
public sealed record CosLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Cos";

    /// <inheritdoc/>
    public override string NamePrefix => "cos";
}
