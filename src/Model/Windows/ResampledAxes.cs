using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>
/// Limits the length of axes whose positions are computed one by one from another map's, by interpolation or by padding other than zeros.
/// Code has a table of them, or of one period where they repeat, which the compiler has to read.
/// </summary>
internal static class ResampledAxes
{
    /// <summary>Positions of an axis, with a table or without.</summary>
    public const int MaxPositions = 1 << 22;

    /// <summary>Positions that a table can hold.</summary>
    public const int MaxTabled = 1 << 16;

    /// <summary>Reports axes that are too long.</summary>
    /// <param name="title">The layer as messages call it.</param>
    /// <param name="axes">Positions that are read and written along each axis.</param>
    /// <param name="table">The entries of a table for an axis, given whether it is the innermost.</param>
    /// <param name="problems">Receives what does not fit.</param>
    /// <param name="blamed">The arguments to blame.</param>
    /// <returns>Whether all fit.</returns>
    public static bool Check(
        string title,
        IReadOnlyList<(int Input, long Output)> axes,
        Func<int, bool, long> table,
        ICollection<Problem> problems,
        params string[] blamed)
    {
        int before = problems.Count;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            string name = AxisNames.Of(axis, axes.Count);
            long longest = Math.Max(axes[axis].Input, axes[axis].Output);
            string? excess = longest > MaxPositions
                ? $"; at most {NumberText.Grouped(MaxPositions)} positions can be resampled"
                : table(axis, axis == axes.Count - 1) > MaxTabled
                    ? $" in no pattern shorter than {NumberText.Grouped(MaxTabled)} positions"
                    : null;
            if (excess is not null)
            {
                string made = $"it makes a {name} of {NumberText.Grouped(axes[axis].Output)} of {NumberText.Grouped(axes[axis].Input)}";
                problems.Add(Problem.Of(ProblemIds.SizeOverflow, [title, made + excess], blamed) with { Element = axis });
            }
        }

        return problems.Count == before;
    }

    /// <summary>The period of an interpolation in positions, read or written, whichever are more.</summary>
    /// <param name="input">Positions that are read.</param>
    /// <param name="output">Positions that are written.</param>
    /// <param name="weight">What a position that is written counts.</param>
    public static long Period(int input, int output, long weight) =>
        Math.Max(input, output * weight) / Math.Max(Divisors.GreatestCommon(input, output), 1);
}
