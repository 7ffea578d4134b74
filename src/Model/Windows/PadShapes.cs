using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>Rules for padding by a mode.</summary>
internal static class PadShapes
{
    /// <summary>Reports an axis that is too long for such padding, and a reflection that reaches beyond the map.</summary>
    /// <param name="title">The layer as messages call it.</param>
    /// <param name="mode">How the padding is filled.</param>
    /// <param name="window">The padding as declared.</param>
    /// <param name="input">The map.</param>
    /// <param name="axes">The padding along every axis.</param>
    /// <param name="problems">Receives what does not fit.</param>
    /// <returns>Whether it fits.</returns>
    public static bool Check(
        string title,
        PadMode mode,
        WindowSettings window,
        FeatureShape input,
        EquatableArray<WindowAxis> axes,
        ICollection<Problem> problems)
    {
        if (mode == PadMode.Constant)
        {
            return true;
        }

        (int Input, long Output)[] lengths = [.. axes.Select(axis => (axis.Input, (long)axis.Input + axis.PadBegin + axis.PadEnd))];
        if (!ResampledAxes.Check(
            title,
            lengths,
            (axis, isInnermost) => isInnermost || lengths[axis].Input == lengths[axis].Output ? 0 : lengths[axis].Output,
            problems,
            ["p", "Pad", "PadBegin", "PadEnd", "PadMode"]))
        {
            return false;
        }

        if (mode != PadMode.Reflect)
        {
            return true;
        }

        for (int axis = axes.Count - 1; axis >= 0; axis--)
        {
            WindowAxis along = axes[axis];
            int reach = Math.Max(along.PadBegin, along.PadEnd);
            if (reach < along.Input)
            {
                continue;
            }

            string[] arguments = [title, AxisNames.Of(axis, axes.Count), NumberText.Plain(reach), NumberText.Plain(along.Input)];
            string side = along.PadBegin >= along.PadEnd ? "PadBegin" : "PadEnd";
            problems.Add(Problem.Of(ProblemIds.ReflectionReach, arguments, "p", "Pad", side, "Padding") with
            {
                Element = axis,
                Fixes = Lower(window, input, axes),
            });
            return false;
        }

        return true;
    }

    /// <summary>The mode for tables, empty for zeros.</summary>
    public static string Suffix(PadMode mode) => mode == PadMode.Constant ? string.Empty : $", {mode}";

    // The largest padding that the map allows; one number for all axes stays one number.
    private static EquatableArray<Fix> Lower(WindowSettings window, FeatureShape input, EquatableArray<WindowAxis> axes)
    {
        int smallest = axes.Min(axis => axis.Input) - 1;
        int Max(WindowAxis axis) => window.P is null ? axis.Input - 1 : smallest;
        WindowSettings lowered = WindowEdits.WithPadding(
            window,
            [.. axes.Select(axis => Math.Min(axis.PadBegin, Max(axis)))],
            [.. axes.Select(axis => Math.Min(axis.PadEnd, Max(axis)))]);
        return WindowFixes.Of("less padding", window, lowered, pooling: false, input) is { } fix ? new(fix) : EquatableArray<Fix>.Empty;
    }
}
