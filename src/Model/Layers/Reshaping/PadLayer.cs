using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Padding around a map; negative numbers crop it.</summary>
/// <param name="Window">The padding as declared, of a window of one tap.</param>
/// <param name="Mode">How the padding is filled.</param>
/// <param name="Value">The number that <see cref="PadMode.Constant"/> puts there.</param>
public sealed record PadLayer(WindowSettings Window, PadMode Mode, double Value) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Pad";

    /// <inheritdoc/>
    public override string NamePrefix => "pad";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        WindowRules.CheckPaddingOnce(Title(name), Window, problems);
        CheckFinite(name, "Value", Value, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems) || !WindowShapes.CountsFit(Title(name), Window, input.Rank, problems))
        {
            return null;
        }

        AxisWindow[] windows =
            [.. Enumerable.Range(0, input.Rank).Select(axis => WindowShapes.Declared(axis, Window, pooling: false, input))];
        int before = problems.Count;
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (CheckSize(Title(name), AxisNames.Of(axis, input.Rank), windows[axis]) is { } problem)
            {
                problems.Add(problem with
                {
                    Element = axis,
                    Fixes = problem.Id == ProblemIds.PaddingTakesAll ? CutLess(input, windows) : EquatableArray<Fix>.Empty,
                });
            }
        }

        if (problems.Count > before)
        {
            return null;
        }

        EquatableArray<WindowAxis> axes = windows.Select(window => window.ToAxis()).ToEquatableArray();
        (int, long)[] lengths = [.. windows.Select(window => (window.Input, window.PaddedInput))];
        if (Mode == PadMode.Constant && !ResampledAxes.Check(Title(name), lengths, (_, _) => 0, problems, "p", "Pad", "PadBegin", "PadEnd"))
        {
            return null;
        }

        if (!PadShapes.Check(Title(name), Mode, Window, input, axes, problems))
        {
            return null;
        }

        return new(input with { Spatial = axes.Select(axis => axis.Output).ToEquatableArray() })
        {
            Axes = axes,
            Settings = Describe(axes),
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code) =>
        code.CountPaddedPositions(inference.Axes);

    /// <inheritdoc/>
    internal override Layer With(WindowSettings window) => this with { Window = window };

    // The smallest crop that leaves a position, where both sides are cropped alike. Otherwise it is unknown which side to change.
    private EquatableArray<Fix> CutLess(FeatureShape input, AxisWindow[] windows)
    {
        if (windows.Any(window => window.PadBegin != window.PadEnd))
        {
            return EquatableArray<Fix>.Empty;
        }

        int[] kept = [.. windows.Select(window => Math.Max(window.PadBegin, -((window.Input - 1) / 2)))];
        int[] written = Window.P is null ? kept : [.. kept.Select(_ => kept.Max())];
        WindowSettings changed = WindowEdits.WithPadding(Window, written, written);
        return WindowFixes.Of("less padding", Window, changed, pooling: false, input) is { } fix ? new(fix) : EquatableArray<Fix>.Empty;
    }

    private static Problem? CheckSize(string title, string name, AxisWindow window)
    {
        string[] blamed = ["p", "Pad", "PadBegin", "PadEnd"];
        if (window.PaddedInput < 1)
        {
            string[] arguments = [title, name, window.Numbers, NumberText.Plain(window.PaddedInput)];
            return Problem.Of(ProblemIds.PaddingTakesAll, [.. arguments.Select(text => text.Replace('-', '−'))], blamed);
        }

        return window.PaddedInput > int.MaxValue
            ? Problem.Of(ProblemIds.SizeOverflow, [title, $"the output has a {name} of {NumberText.Grouped(window.PaddedInput)}"], blamed)
            : null;
    }

    private string Describe(EquatableArray<WindowAxis> axes)
    {
        string value = Mode != PadMode.Constant ? PadShapes.Suffix(Mode) : Value != 0 ? $", value {NumberText.Plain(Value)}" : string.Empty;
        return WindowShapes.DescribePadding(axes) + value;
    }
}
