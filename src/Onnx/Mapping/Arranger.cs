using System.Globalization;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>Brings values into the order that an operator needs: groups of ONNX axes become channels and spatial axes.</summary>
/// <param name="draft">The network that is being made.</param>
internal sealed class Arranger(NetworkDraft draft)
{
    /// <summary>Spatial axes that a layer's value may have.</summary>
    public const int MaxSpatial = 3;

    private readonly Dictionary<string, LayerValue> _arranged = [];
    private readonly Dictionary<int, InputChoice> _wishes = [];

    /// <summary>How the first operators that need an order want inputs to be declared, by the input's place.</summary>
    public IReadOnlyDictionary<int, InputChoice> Wishes => _wishes;

    /// <summary>
    /// Groups of axes in the order in which the value lies, so that nothing has to move: those of the layer's own axes where they are whole
    /// axes of the ONNX value, otherwise one group for each axis.
    /// </summary>
    public static int[][] Natural(AxisView view)
    {
        int[] order = [.. view.Moving];
        bool isWhole = order.All(axis => Atom.Merge(view.Axes[axis]).Count == 1);
        if (isWhole)
        {
            order = [.. order.OrderByDescending(axis => view.Axes[axis][0].Stride)];
        }

        return ByDimensions(view, order) ?? Limit([.. order.Select(axis => new[] { axis })]);
    }

    /// <summary>At most four groups: channels and three spatial axes. The last ones become one.</summary>
    public static int[][] Limit(int[][] groups) =>
        groups.Length <= MaxSpatial + 1 ? groups : [.. groups[..MaxSpatial], [.. groups[MaxSpatial..].SelectMany(group => group)]];

    /// <summary>The value with the given groups of axes as channels and spatial axes.</summary>
    /// <exception cref="RefusalException">The examples would have to move.</exception>
    public LayerValue Arrange(AxisView view, IReadOnlyList<IReadOnlyList<int>> groups)
    {
        IEnumerable<int> others = view.Moving.Except(groups.SelectMany(group => group));
        if (AtomsOf(view, groups).Any(atom => atom.IsExamples) || others.Any())
        {
            throw RefusalException.Setting("it mixes examples, or treats an axis as examples that belongs to one of them");
        }

        int[] dimensions = DimensionsOf(view, groups);
        List<Atom> order = Atom.Merge(AtomsOf(view, groups));
        Wish(view, groups);
        if (order.Count == 0 || (order.Count == 1 && order[0].Stride == 1))
        {
            return draft.Reshape(view.Source, dimensions);
        }

        string key = string.Create(
            CultureInfo.InvariantCulture, $"{view.Source.Layer}: {string.Join(",", order)} {string.Join(",", dimensions)}");
        if (!_arranged.TryGetValue(key, out LayerValue? arranged))
        {
            _arranged[key] = arranged = Move(view.Source, order, dimensions);
        }

        return arranged;
    }

    /// <summary>
    /// Asks for the order of an input, should the value be one: it is declared in the order that its first reader needs, if it lies so, or
    /// so with the last axis as channels.
    /// </summary>
    public void Wish(AxisView view, IReadOnlyList<IReadOnlyList<int>> groups)
    {
        if (draft.InputBehind(view.Source) is not { } input || _wishes.ContainsKey(input))
        {
            return;
        }

        List<Atom> order = Atom.Merge(AtomsOf(view, groups));
        int[] dimensions = DimensionsOf(view, groups);
        bool isInterleaved = order.Count == 2 && order[0].Stride == 1 && order[1].Stride == order[0].Size && dimensions[0] == order[0].Size;
        if (order.Count <= 1 || isInterleaved)
        {
            _wishes[input] = new(dimensions.ToEquatableArray(), isInterleaved);
        }
    }

    /// <summary>The view of a new layer's value whose channels and spatial axes are groups of ONNX axes.</summary>
    /// <param name="value">The layer's value.</param>
    /// <param name="shape">The shape of the ONNX value.</param>
    /// <param name="groups">The axes.</param>
    /// <param name="like">A view with the axes of examples, which are in no group.</param>
    public static AxisView View(LayerValue value, IReadOnlyList<int> shape, IReadOnlyList<IReadOnlyList<int>> groups, AxisView? like = null)
    {
        IReadOnlyList<Atom>[] axes = new IReadOnlyList<Atom>[shape.Count];
        Array.Fill(axes, []);
        int stride = (int)value.Shape.Length;
        int[] order = [.. groups.SelectMany(group => group)];
        foreach (int axis in order)
        {
            if (shape[axis] > 1)
            {
                stride /= shape[axis];
                axes[axis] = [new(shape[axis], stride)];
            }
        }

        if (stride != 1)
        {
            throw new InvalidOperationException($"{value.Shape} is not the value {string.Join("×", shape)}.");
        }

        for (int axis = 0; axis < shape.Count && like is not null && like.Rank == shape.Count; axis++)
        {
            if (!order.Contains(axis) && like.Axes[axis].Any(atom => atom.IsExamples))
            {
                axes[axis] = like.Axes[axis];
            }
        }

        return new(value, axes);
    }

    private static Atom[] AtomsOf(AxisView view, IReadOnlyList<IReadOnlyList<int>> groups) =>
        [.. groups.SelectMany(group => group).SelectMany(axis => view.Axes[axis])];

    private static int[] DimensionsOf(AxisView view, IReadOnlyList<IReadOnlyList<int>> groups) => groups.Count == 0
        ? [1]
        : [.. groups.Select(group => group.Aggregate(1, (product, axis) => product * view.Shape[axis]))];

    private static int[][]? ByDimensions(AxisView view, int[] order)
    {
        List<int[]> groups = [];
        int next = 0;
        foreach (int dimension in view.Source.Dimensions)
        {
            List<int> group = [];
            int size = 1;
            while (size < dimension && next < order.Length)
            {
                size *= view.Shape[order[next]];
                group.Add(order[next++]);
            }

            if (size != dimension)
            {
                return null;
            }

            groups.Add([.. group]);
        }

        return next == order.Length ? [.. groups] : null;
    }

    private LayerValue Move(LayerValue source, List<Atom> order, int[] dimensions)
    {
        if (Blocks.Recognise(source, order, dimensions) is { } blocks)
        {
            return draft.Add(blocks, source);
        }

        Atom[] lying = [.. order.OrderByDescending(atom => atom.Stride)];
        int[] wanted = [.. order.Select(atom => Array.IndexOf(lying, atom))];
        bool isShuffle = wanted is [1, 0, ..] && wanted[2..].SequenceEqual(Enumerable.Range(2, wanted.Length - 2))
            && source.Shape.Channels == lying[0].Size * lying[1].Size && dimensions.SequenceEqual(source.Dimensions);
        if (isShuffle)
        {
            return draft.Add(new ChannelShuffleLayer(lying[0].Size), source);
        }

        // However the values are shaped, they are split into the axes that move, and merged again.
        source = draft.BeforeReshape(source);
        int[] split = [.. lying.Select(atom => atom.Size)];
        int[] permuted = [.. order.Select(atom => atom.Size)];
        var permute = new PermuteLayer(new(wanted))
        {
            Split = split.SequenceEqual(source.Dimensions) ? null : new(split),
            Shape = permuted.SequenceEqual(dimensions) ? null : new(dimensions),
        };
        return draft.Add(permute, source);
    }
}
