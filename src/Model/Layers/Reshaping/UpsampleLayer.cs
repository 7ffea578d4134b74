using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>A map resampled to another size, by the nearest position or by interpolation.</summary>
/// <param name="Scale">Output positions per input position, one number for all axes or one for each; empty where the size is given.</param>
/// <param name="Size">The size instead of a scale.</param>
/// <param name="Mode">How a position is computed.</param>
public sealed record UpsampleLayer(EquatableArray<double> Scale, EquatableArray<int>? Size, UpsampleMode Mode) : Layer
{
    /// <summary>The coefficient of a cubic convolution that is not given.</summary>
    public const double DefaultCubicCoefficient = -0.75;

    /// <inheritdoc/>
    public override string Kind => "Upsample";

    /// <inheritdoc/>
    public override string NamePrefix => "upsample";

    /// <summary>Whether the corners of both maps are aligned.</summary>
    public bool AlignCorners { get; init; }

    /// <summary>The coordinates of output positions on the input map, as declared.</summary>
    public SampleCoordinates Coordinates { get; init; }

    /// <summary>Which position is the nearest.</summary>
    public NearestRounding Rounding { get; init; }

    /// <summary>The coefficient a of a cubic convolution.</summary>
    public double CubicCoefficient { get; init; } = DefaultCubicCoefficient;

    /// <summary>Whether filters are stretched along axes that become shorter.</summary>
    public bool Antialias { get; init; }

    /// <summary>Whether positions beyond the ends of an axis are left out of a filter.</summary>
    public bool ExcludeOutside { get; init; }

    /// <summary>The coordinates of output positions on the input map; never <see cref="SampleCoordinates.Standard"/>.</summary>
    public SampleCoordinates Placement => AlignCorners ? SampleCoordinates.AlignCorners
        : Coordinates != SampleCoordinates.Standard ? Coordinates
        : Mode == UpsampleMode.Nearest ? SampleCoordinates.Asymmetric
        : SampleCoordinates.HalfPixel;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Scale.Count == 0 && Size is null)
        {
            problems.Add(Problem.Of(ProblemIds.NoScale, [Title(name)]));
        }

        if (Scale.Count > 0 && Size is not null)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), "scale", "Size"));
        }

        if (AlignCorners && Coordinates is not (SampleCoordinates.Standard or SampleCoordinates.AlignCorners))
        {
            problems.Add(WindowRules.GivenTwice(Title(name), "Coordinates", "AlignCorners"));
        }

        CheckFinite(name, nameof(CubicCoefficient), CubicCoefficient, problems);
        for (int i = 0; i < Scale.Count; i++)
        {
            if (!((float)Scale[i] > 0f && (float)Scale[i] <= float.MaxValue))
            {
                problems.Add(Problem.Of(
                    ProblemIds.FractionNotPositive, [Title(name), "scale", NumberText.Plain(Scale[i])], "scale", "Scale") with
                {
                    Element = i,
                });
            }
        }

        for (int i = 0; i < Size?.Count; i++)
        {
            if (Size.Value[i] <= 0)
            {
                problems.Add(Problem.Of(ProblemIds.NotPositive, [Title(name), "Size", NumberText.Plain(Size.Value[i])], "Size") with
                {
                    Element = i,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems) || !WindowShapes.CountFits(Title(name), "Size", Size, input.Rank, problems))
        {
            return null;
        }

        if (Scale.Count > 1 && Scale.Count != input.Rank)
        {
            problems.Add(Problem.Of(
                ProblemIds.AxisCount,
                [Title(name), "scale", NumberText.Plain(Scale.Count), NumberText.Plain(input.Rank)],
                "scale",
                "Scale"));
            return null;
        }

        int before = problems.Count;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            CheckOutput(name, AxisNames.Of(axis, input.Rank), axis, input, problems);
        }

        if (problems.Count > before)
        {
            return null;
        }

        EquatableArray<SampledAxis> axes = Along(input);
        if (!ResampledAxes.Check(
            Title(name),
            [.. axes.Select(axis => (axis.Input, (long)axis.Output))],
            (axis, isInnermost) => Tabled(axes[axis], isInnermost),
            problems,
            ["scale", "Scale", "Size"]))
        {
            return null;
        }

        return new(input with { Spatial = axes.Select(axis => axis.Output).ToEquatableArray() }) { Samples = axes, Settings = $"{Mode}" };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code) =>
        code.CountPositions(inference.Samples.Sum(axis => axis.Input + (axis.Output * Pairs(axis))), "Size", "scale", "Scale");

    /// <summary>The resampling of each spatial axis of an input.</summary>
    public EquatableArray<SampledAxis> Along(FeatureShape input) => input.Spatial.Select((extent, axis) =>
    {
        if (Size is { } sizes)
        {
            return new SampledAxis(extent, sizes[axis], Cells((double)sizes[axis] / extent));
        }

        double scale = ScaleOf(axis);
        int output = (int)Math.Floor(extent * scale);
        return new SampledAxis(extent, output, Cells(scale)) { Scale = extent * scale == output ? null : scale };
    }).ToEquatableArray();

    // The filter reaches one position to both sides, or two, and further where it is stretched.
    private int Cells(double scale)
    {
        int cells = Mode switch
        {
            UpsampleMode.Bilinear => 2,
            UpsampleMode.Bicubic => 4,
            _ => 1,
        };
        return Antialias && cells > 1 && scale < 1 ? (int)Math.Min(Math.Ceiling(cells / scale), int.MaxValue) : cells;
    }

    // Emitted code has a table of one period for columns only, and only where the scale is the ratio of the sizes.
    private long Tabled(SampledAxis axis, bool isInnermost) =>
        !isInnermost || axis.Scale is not null ? Math.Max(axis.Input, axis.Output * Pairs(axis))
        : Placement is SampleCoordinates.AlignCorners or SampleCoordinates.AlignScaledCorners
            ? ResampledAxes.Period(axis.Input - 1, axis.Output - 1, Pairs(axis))
        : ResampledAxes.Period(axis.Input, axis.Output, Pairs(axis));

    // Limits count positions that are made of up to two others.
    private static long Pairs(SampledAxis axis) => Math.Max(axis.Cells / 2, 1);

    private double ScaleOf(int axis) => Scale[Scale.Count == 1 ? 0 : axis];

    private void CheckOutput(string name, string what, int axis, FeatureShape input, ICollection<Problem> problems)
    {
        int extent = input.Spatial[axis];
        double output = Size is null ? Math.Floor(extent * ScaleOf(axis)) : 1;
        if (output < 1)
        {
            string[] arguments = [Title(name), what, NumberText.Plain(extent), NumberText.Plain(ScaleOf(axis))];
            problems.Add(Problem.Of(ProblemIds.ScaledToNothing, arguments, "scale", "Scale") with
            {
                Element = axis,
                Fixes = Enlarge(input).ToEquatableArray(),
            });
        }
        else if (output > int.MaxValue)
        {
            problems.Add(Problem.Of(
                ProblemIds.SizeOverflow,
                [Title(name), $"the output has a {what} of more than {NumberText.Grouped(int.MaxValue)}"],
                "scale",
                "Scale") with
            {
                Element = axis,
            });
        }
    }

    // The smallest scales that leave a position, where they are finite decimals: 0.125 for 8 positions, none for 3.
    private IEnumerable<Fix> Enlarge(FeatureShape input)
    {
        double[] scales = [.. Scale];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            int extent = input.Spatial[axis];
            if (Math.Floor(extent * ScaleOf(axis)) >= 1)
            {
                continue;
            }

            decimal minimum = 1m / extent;
            if (minimum * extent != 1m || extent * (double)minimum < 1)
            {
                yield break;
            }

            int written = scales.Length == 1 ? 0 : axis;
            scales[written] = Math.Max(scales[written], (double)minimum);
        }

        UpsampleLayer enlarged = this with { Scale = new(scales) };
        string output = $"output {NumberText.Sizes(enlarged.Along(input).Select(axis => axis.Output))}";
        ArgumentEdit edit = scales.Length == 1 ? ArgumentEdit.Fraction("scale", scales[0]) : ArgumentEdit.Fractions("scale", scales);
        yield return Fix.Set("least scale", output, edit, new ArgumentEdit("Scale", null));
    }
}
