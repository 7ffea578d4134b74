using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>Axes that a layer names: 0 for channels, then the spatial ones from 1 on.</summary>
internal static class ChosenAxes
{
    /// <summary>Reports the first axis that there is not, or that is named twice.</summary>
    /// <param name="title">The layer, for messages.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="input">What the layer reads.</param>
    /// <param name="problems">Receives what does not fit.</param>
    public static bool Check(string title, EquatableArray<int> axes, FeatureShape input, ICollection<Problem> problems)
    {
        for (int i = 0; i < axes.Count; i++)
        {
            if (axes[i] < 0 || axes[i] > input.Rank || axes.Take(i).Contains(axes[i]))
            {
                string[] arguments = [title, NumberText.Plain(axes[i]), input.ToString(), NumberText.Plain(input.Rank)];
                problems.Add(Problem.Of(ProblemIds.ReducedAxis, arguments, "axes") with { Element = i });
                return false;
            }
        }

        return true;
    }

    /// <summary>The shape with one position along the axes.</summary>
    public static FeatureShape Reduce(FeatureShape input, IReadOnlyCollection<int> axes)
    {
        int Kept(int axis, int size) => axes.Contains(axis) ? 1 : size;
        return new(Kept(0, input.Channels), input.Spatial.Select((size, axis) => Kept(axis + 1, size)).ToEquatableArray());
    }

    /// <summary>Whether all spatial axes are among them, and there are some.</summary>
    public static bool HoldPositions(FeatureShape input, IReadOnlyCollection<int> axes) =>
        input.Rank > 0 && Enumerable.Range(1, input.Rank).All(axes.Contains);

    /// <summary>The axes as tables list them.</summary>
    public static string List(EquatableArray<int> axes) => string.Join(", ", axes.Select(axis => NumberText.Plain(axis)));
}
