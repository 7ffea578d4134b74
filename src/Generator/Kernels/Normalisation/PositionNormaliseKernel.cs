using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>What the kernels of normalised positions have in common.</summary>
/// <param name="Channels">Channels, which are normalised together.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="IsCentred">Whether the mean is taken away.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormalisedPositions(int Channels, Extent Size, Strides Input, bool IsCentred, double Epsilon)
{
    /// <summary>Pieces of work: rows.</summary>
    public ItemCount Items => new(Size.Depth * Size.Height, PerExample: true);

    /// <summary>Vectors of an example.</summary>
    public double Vectors(VectorTarget target) =>
        (double)Size.Positions * ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize) * target.VectorsPerBlock;

    /// <summary>Opens the loops over positions, with a reference to the position of each value.</summary>
    public PositionLoops Open(SourceWriter writer, params (string Name, Strides Strides)[] values)
    {
        SourceWriter.Scope items = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("depth", Size.Depth), ("row", Size.Height));
        SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Size.Width, out string column);
        foreach ((string name, Strides strides) in values)
        {
            string place = item.Sum(("example", strides.Example), ("depth", strides.Plane), ("row", strides.Row), (column, strides.Pixel));
            Reference.DeclareAlways(writer, $"{name}Position", name, place);
        }

        return new(items, columns);
    }

    /// <summary>
    /// Writes mean and 1/√(variance + ε) of a position by the corrected two-pass algorithm, or 1/√(mean square + ε), as vectors too.
    /// </summary>
    public void WriteStatistics(SourceWriter writer, VectorTarget target)
    {
        PositionChannels channels = new(writer, target, Channels);
        string share = SourceWriter.Literal(1.0 / Channels);
        if (IsCentred)
        {
            channels.Sum(["sum"], (_, element) => element.Of("x", Input));
            writer.Line($"float mean = sum * {share};");
            WriteVector(writer, target, "mean");
        }

        channels.Sum(IsCentred ? ["rest", "squares"] : ["squares"], (sum, element) =>
        {
            string value = element.Of("x", Input);
            string distance = IsCentred ? $"({value} - {element.Same("mean")})" : value;
            return sum == "rest" ? distance : $"({distance} * {distance})";
        });
        string variance = IsCentred ? $"((squares - (rest * rest * {share})) * {share})" : $"(squares * {share})";
        writer.Line($"float inverse = 1f / {Names.MathF}.Sqrt({variance} + {SourceWriter.Literal(Epsilon)});");
        if (IsCentred)
        {
            writer.Line($"mean += rest * {share};");
            writer.Line($"meanVector = {target.Class}.Create(mean);");
        }

        WriteVector(writer, target, "inverse");
    }

    /// <summary>The normal channels of a position.</summary>
    public string Normal(PositionChannels.Element element) => IsCentred
        ? $"(({element.Of("x", Input)} - {element.Same("mean")}) * {element.Same("inverse")})"
        : $"({element.Of("x", Input)} * {element.Same("inverse")})";

    /// <summary>Declares a vector of a number.</summary>
    public static void WriteVector(SourceWriter writer, VectorTarget target, string number) =>
        writer.Line($"{target.Type} {number}Vector = {target.Class}.Create({number});");

    /// <summary>Open loops.</summary>
    internal readonly record struct PositionLoops(SourceWriter.Scope Items, SourceWriter.Scope? Columns) : IDisposable
    {
        public void Dispose()
        {
            Columns?.Dispose();
            Items.Dispose();
        }
    }
}

/// <summary>y = f((x − mean)·inverse·scale + shift) at each position, with its mean and inverse deviation over channels.</summary>
/// <param name="Positions">What is normalised.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="HasScale">Whether each channel has a scale.</param>
/// <param name="HasShift">Whether each channel has a shift.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record PositionNormaliseKernel(
    NormalisedPositions Positions, Strides Output, bool HasScale, bool HasShift, Activation Activation) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"NormalisePositions{(Activation.IsIdentity ? string.Empty : Activation.Name)}";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Given("x", HasScale ? "scales" : "", HasShift ? "shifts" : "", "y");

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => Positions.Items;

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (2 + (Activation.Cost / 8)) * Positions.Vectors(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Normalises each position over its {Text.Of(Positions.Channels)} channels.");
        using NormalisedPositions.PositionLoops loops = Positions.Open(writer, ("x", Positions.Input), ("y", Output));
        Positions.WriteStatistics(writer, target);
        new PositionChannels(writer, target, Positions.Channels).Store("y", Output, accumulates: false, element =>
        {
            string normal = Positions.Normal(element);
            string result = HasScale && HasShift ? target.MultiplyAdd(normal, element.Learned("scales"), element.Learned("shifts"))
                : HasScale ? $"{normal} * {element.Learned("scales")}"
                : normal;
            writer.Line($"{target.Type} result = {result};");
            return Activation.Apply(target, library, "result");
        });
    }
}

/// <summary>Mean and inverse deviation of each position over its channels.</summary>
/// <param name="Positions">What is normalised.</param>
/// <param name="Statistics">Strides of the results, of which each position has two.</param>
internal sealed record PositionStatisticsKernel(NormalisedPositions Positions, Strides Statistics) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "PositionStatistics";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "statistics"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => Positions.Items;

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Positions.Vectors(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Statistics of each position over its {Text.Of(Positions.Channels)} channels.");
        using NormalisedPositions.PositionLoops loops =
            Positions.Open(writer, ("x", Positions.Input), ("statistics", Statistics));
        Positions.WriteStatistics(writer, target);
        writer.Line($"statisticsPosition = {(Positions.IsCentred ? "mean" : "0f")};");
        writer.Line($"{Names.Unsafe}.Add(ref statisticsPosition, 1) = inverse;");
    }
}
