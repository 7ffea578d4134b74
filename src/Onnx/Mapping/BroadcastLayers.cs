using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Values that are repeated along axes of one position, and constants in the place of values.</summary>
internal static class BroadcastLayers
{
    private const int MaxSpatial = 3;

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Expand"] = call => Expand(call, call.Data(), call.OutputShape),
    };

    /// <summary>
    /// The value with a larger shape: each axis of one position that is to have more is resampled by the nearest, of which there is one.
    /// </summary>
    public static AxisView Expand(OperationCall call, AxisView source, IReadOnlyList<int> shape)
    {
        AxisView view = source.WithRank(shape.Count);
        int[] repeated = [.. Enumerable.Range(0, shape.Count).Where(axis => view.Shape[axis] == 1 && shape[axis] > 1)];
        while (repeated.Length > 0)
        {
            int[] run = Run(view, repeated);
            view = Repeat(call, view, run, shape);
            repeated = repeated[run.Length..];
        }

        return view;
    }

    /// <summary>A constant as a value that is computed: nothing of another value, and the numbers added to it.</summary>
    /// <param name="call">The operation that reads it.</param>
    /// <param name="like">Any value of the network.</param>
    /// <param name="constant">The numbers.</param>
    public static AxisView Lift(OperationCall call, AxisView like, OnnxTensor constant)
    {
        AxisView view = like.Rank == constant.Shape.Count ? like
            : like.Reshape([(int)Extents.Length(like.Shape)]) ?? throw RefusalException.Setting("a constant beside several examples");
        for (int axis = 0; axis < view.Rank; axis++)
        {
            bool fits = view.Rank == constant.Shape.Count && view.Shape[axis] == constant.Shape[axis];
            view = fits ? view : SelectionLayers.Part(call, view, axis, start: 0, length: 1, step: 1);
        }

        // A number that is limited to 0 is 0, an infinite one too.
        view = view with { Source = call.Draft.Add(new HardTanhLayer(0, 0), view.Source) };
        AxisView whole = Expand(call, view.Rank == constant.Shape.Count ? view : view.Reshape(Ones(constant.Shape.Count))!, constant.Shape);
        return ArithmeticLayers.Affine(call, whole, new([], [1f]), constant);
    }

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    // The first axes that are repeated with none between them that moves: as many as a map has beside what lies before and behind.
    private static int[] Run(AxisView view, int[] repeated)
    {
        int[] moving = Lying(view);
        int behind = moving.Any(axis => axis > repeated[0]) ? 1 : 0;
        int next = view.Moving.FirstOrDefault(axis => axis > repeated[0], view.Rank);
        return [.. repeated.TakeWhile(axis => axis < next).Take(MaxSpatial - behind)];
    }

    private static AxisView Repeat(OperationCall call, AxisView view, int[] run, IReadOnlyList<int> shape)
    {
        int[] moving = Lying(view);
        int[] before = view.IsInOrder ? [.. moving.Where(axis => axis < run[0])] : moving;
        int[] after = [.. moving.Except(before)];
        int[][] single = [.. run.Select(axis => new[] { axis })];
        int[][] groups = after.Length > 0 ? [before, .. single, after] : [before, .. single];
        int[] behind = after.Length > 0 ? [after.Aggregate(1, (product, axis) => product * view.Shape[axis])] : [];
        EquatableArray<int> sizes = new([.. run.Select(axis => shape[axis]), .. behind]);
        var layer = new UpsampleLayer(EquatableArray<double>.Empty, sizes, UpsampleMode.Nearest);
        LayerValue value = call.Draft.Add(layer, call.Arrange(view, groups));
        int[] whole = [.. view.Shape.Select((old, axis) => run.Contains(axis) ? shape[axis] : old)];
        return Arranger.View(value, whole, groups, view);
    }

    // The axes that move, in the order in which they lie.
    private static int[] Lying(AxisView view) =>
        view.IsInOrder ? [.. view.Moving] : [.. Arranger.Natural(view).SelectMany(group => group)];
}
