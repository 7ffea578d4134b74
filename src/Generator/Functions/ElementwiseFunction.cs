using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>What an element-by-element operation computes, apart from how it walks its values.</summary>
internal abstract record ElementwiseFunction
{
    public abstract string Name { get; }

    /// <summary>Values that are read element by element.</summary>
    public abstract int Values { get; }

    /// <summary>Vectors of one number per channel that are read.</summary>
    public virtual int ChannelVectors => 0;

    /// <summary>Whether the function asks for the index of the element and a key for random numbers.</summary>
    public virtual bool IsRandom => false;

    /// <summary>Estimated operations for one number.</summary>
    public virtual double Cost => 1;

    /// <summary>The result as an expression over names of vectors; may write statements before it.</summary>
    public abstract string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels);
}

/// <summary>y = f(x).</summary>
internal sealed record ActivationFunction(Activation Activation) : ElementwiseFunction
{
    public override string Name => Activation.Name;

    public override int Values => 1;

    public override double Cost => Activation.Cost;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        Activation.Apply(target, library, values[0]);
}

/// <summary>dx = dy · f′, from the result (or the argument) of f and the gradient of its result.</summary>
internal sealed record ActivationGradientFunction(Activation Activation) : ElementwiseFunction
{
    public override string Name => $"{Activation.Name}Gradient";

    public override int Values => 2;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        Activation.Gradient(target, library, values[0], values[1]);
}

/// <summary>y = f(x · scale + shift), scale and shift per channel.</summary>
internal sealed record AffineFunction(Activation Activation, bool IsCentred = false) : ElementwiseFunction
{
    public override string Name =>
        $"{(IsCentred ? "Centred" : string.Empty)}Affine{(Activation.IsIdentity ? string.Empty : Activation.Name)}";

    public override int Values => 1;

    public override int ChannelVectors => IsCentred ? 3 : 2;

    public override double Cost => (IsCentred ? 2 : 1) + Activation.Cost;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        string value = IsCentred ? $"({values[0]} - {channels[2]})" : values[0];
        string sum = target.MultiplyAdd(value, channels[0], channels[1]);
        if (Activation.IsIdentity)
        {
            return sum;
        }

        writer.Line($"{target.Type} scaled = {sum};");
        return Activation.Apply(target, library, "scaled");
    }
}

/// <summary>
/// y = a · x, per channel: a scale, its gradient to its input, and that of a batch normalisation whose statistics are frozen.
/// </summary>
internal sealed record ChannelScaleFunction(string Name) : ElementwiseFunction
{
    public override string Name { get; } = Name;

    public override int Values => 1;

    public override int ChannelVectors => 1;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} * {channels[0]}";
}

/// <summary>dx = a · dy + b · (x − mean) + c, per channel: the gradient of batch normalisation to its input.</summary>
internal sealed record BatchNormGradientFunction : ElementwiseFunction
{
    public override string Name => "BatchNormGradient";

    public override int Values => 2;

    public override int ChannelVectors => 4;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        writer.Line($"{target.Type} rest = {target.MultiplyAdd($"({values[0]} - {channels[3]})", channels[1], channels[2])};");
        return target.MultiplyAdd(values[1], channels[0], "rest");
    }
}

/// <summary>y = f(bias + residual), each of the two where there is one: a convolution where none of its taps reaches.</summary>
internal sealed record FillFunction(bool HasBias, bool HasResidual, Activation Activation) : ElementwiseFunction
{
    public override string Name =>
        $"Fill{(HasBias ? "Bias" : string.Empty)}{(HasResidual ? "Residual" : string.Empty)}"
        + $"{(Activation.IsIdentity ? string.Empty : Activation.Name)}";

    public override int Values => HasResidual ? 1 : 0;

    public override int ChannelVectors => (HasBias ? 1 : 0) + (Activation.BehindBias is null ? 0 : 1);

    public override double Cost => 1 + Activation.Cost;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        string[] terms = [.. values, .. channels.Take(HasBias ? 1 : 0)];
        string sum = terms.Length == 0 ? $"{target.Type}.Zero" : string.Join(" + ", terms);
        if (Activation.IsIdentity)
        {
            return sum;
        }

        writer.Line($"{target.Type} untouched = {sum};");
        return Activation.Apply(target, library, "untouched", _ => channels[channels.Count - 1]);
    }
}

/// <summary>y = x, for moving values between layouts and for adding to what is there.</summary>
internal sealed record CopyFunction : ElementwiseFunction
{
    public override string Name => "Copy";

    public override int Values => 1;

    public override string Apply(
        SourceWriter writer,
        VectorTarget target,
        ICodeLibrary library,
        IReadOnlyList<string> values,
        IReadOnlyList<string> channels) => values[0];
}

/// <summary>
/// y = x / (1 − p) where a hash of the element's index and the pass's key is at least p, else 0. The same function with the same key
/// serves forward and backward, so no mask is kept.
/// </summary>
internal sealed record DropoutFunction(double Probability) : ElementwiseFunction
{
    public override string Name => "Dropout";

    public override int Values => 1;

    public override bool IsRandom => true;

    public override double Cost => 8;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        // The finalizer "lowbias32" (Wellons, 2018); its upper 24 bits are compared with the probability as a float.
        string t = target.Class;
        writer.Line($"{target.TypeOf("uint")} hash = ({t}.Create((uint)element) + laneIndex) ^ {t}.Create(key);");
        writer.Line($"hash = (hash ^ {t}.ShiftRightLogical(hash, 16)) * {t}.Create(0x7FEB352Du);");
        writer.Line($"hash = (hash ^ {t}.ShiftRightLogical(hash, 15)) * {t}.Create(0x846CA68Bu);");
        writer.Line($"hash ^= {t}.ShiftRightLogical(hash, 16);");
        int threshold = (int)Math.Round(Probability * (1 << 24));
        writer.Line($"{target.TypeOf("int")} kept = {t}.GreaterThanOrEqual({target.AsInt32($"{t}.ShiftRightLogical(hash, 8)")}, "
            + $"{t}.Create({Text.Of(threshold)}));");
        double scale = 1 / (1 - Probability);
        return $"{t}.ConditionalSelect({target.AsSingle("kept")}, {values[0]} * {target.Constant(scale)}, {target.Type}.Zero)";
    }
}
