using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>Parts of values, values one after the other, and changes of shape.</summary>
internal static class SelectionLayers
{
    private const int MaxColours = 4;

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Concat"] = call => Concat(call, call.Operands(), call.Settings.Int("axis")),
        ["Gather"] = Gather,
        ["Reshape"] = Reshape,
        ["Slice"] = Slice,
        ["Transpose"] = call => call.Data().Transpose(call.Settings.Ints("perm")),
    };

    private static AxisView Reshape(OperationCall call)
    {
        AxisView source = call.Data();
        if (source.Reshape(call.OutputShape) is { } view)
        {
            return view;
        }

        // An axis is cut where atoms do not divide; once everything lies in order there is one atom.
        int[][] groups = Arranger.Limit([.. source.Moving.Select(axis => new[] { axis })]);
        AxisView arranged = Arranger.View(call.Arrange(source, groups), source.Shape, groups, source);
        return arranged.Reshape(call.OutputShape) ?? throw RefusalException.Setting("the axis of examples is cut");
    }

    private static AxisView Concat(OperationCall call, AxisView[] parts, int axis)
    {
        if (parts.Any(part => part.Axes[axis].Any(atom => atom.IsExamples)))
        {
            throw RefusalException.Setting("it puts examples one after the other");
        }

        AxisView leader = parts.MaxBy(part => part.Moving.Count())!;
        int[] others = [.. Arranger.Natural(leader).SelectMany(group => group).Where(other => other != axis)];
        int[][] natural = Arranger.Natural(leader);
        int[][] groups = natural.Length > 1 && natural[0].SequenceEqual([axis]) ? natural
            : others.Length == 0 ? [[axis]]
            : Arranger.Limit([[axis], .. others.Select(other => new[] { other })]);
        LayerValue[] arranged = [.. parts.Select(part => call.Arrange(part, groups))];
        LayerValue joined = call.Draft.Add(new ConcatLayer(), arranged);
        int[] shape = [.. leader.Shape];
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        return Arranger.View(joined, shape, groups, leader);
    }

    private static AxisView Slice(OperationCall call)
    {
        AxisView view = call.Data();
        if (CropOf(call, view) is { } cropped)
        {
            return cropped;
        }

        for (int axis = 0; axis < view.Rank; axis++)
        {
            (int start, int length, int step) =
                (call.Settings.Ints("starts")[axis], call.Settings.Ints("lengths")[axis], call.Settings.Ints("steps")[axis]);
            view = Part(call, view, axis, start, length, step);
        }

        return view;
    }

    // A part of each map is one layer, however many axes are cut.
    private static AxisView? CropOf(OperationCall call, AxisView view)
    {
        int[] starts = call.Settings.Ints("starts");
        int[] lengths = call.Settings.Ints("lengths");
        int[] ends = [.. view.Shape.Select((size, axis) => size - starts[axis] - lengths[axis])];
        int[][] groups = Arranger.Natural(view);
        bool IsCut(int axis) => lengths[axis] != view.Shape[axis];
        bool isOfMaps = call.Settings.Ints("steps").All(step => step == 1) && groups.Length > 1 && !groups[0].Any(IsCut)
            && groups.Skip(1).All(group => group.Length == 1) && groups.Skip(1).Count(group => IsCut(group[0])) > 1
            && Enumerable.Range(0, view.Rank).Where(IsCut).All(axis => groups.Any(group => group.Contains(axis)));
        if (!isOfMaps)
        {
            return null;
        }

        int[] Along(int[] cuts) => [.. groups.Skip(1).Select(group => cuts[group[0]])];
        EquatableArray<int> begin = new(Along(starts));
        EquatableArray<int> end = new(Along(ends));
        return call.Layer(view, groups, new CropLayer(EquatableArray<int>.Empty, begin, end, Centered: false));
    }

    private static AxisView Gather(OperationCall call)
    {
        AxisView source = call.Data();
        int axis = call.Settings.Int("axis");
        int[] indices = call.Settings.Ints("indices");
        bool isRange = indices.Select((index, i) => index - i).Distinct().Count() == 1;
        AxisView gathered = isRange
            ? Part(call, source, axis, indices[0], indices.Length, step: 1)
            : Chosen(call, source, axis, indices);
        return gathered.Reshape(call.OutputShape) ?? throw RefusalException.Setting("the indices have several axes");
    }

    // Any positions of an axis, which becomes one of the layer's own.
    private static AxisView Chosen(OperationCall call, AxisView view, int axis, int[] indices)
    {
        if (view.Axes[axis].Any(atom => atom.IsExamples))
        {
            throw RefusalException.Setting("it takes some of the examples");
        }

        int[][] groups = Arranger.Natural(view);
        int place = Array.FindIndex(groups, group => group.SequenceEqual([axis]));
        if (place < 0)
        {
            groups = Alone(groups, axis);
            place = Array.FindIndex(groups, group => group.SequenceEqual([axis]));
        }

        int[] shape = [.. view.Shape];
        shape[axis] = indices.Length;
        LayerValue value = call.Draft.Add(new GatherLayer(new(indices), place), call.Arrange(view, groups));
        return Arranger.View(value, shape, groups, view);
    }

    // What lies before an axis, the axis, and what lies behind it; an axis of one position may lie anywhere.
    private static int[][] Alone(int[][] groups, int axis)
    {
        int[] order = [.. groups.SelectMany(group => group)];
        int at = Math.Max(0, Array.IndexOf(order, axis));
        int[][] alone = [order[..at], [axis], [.. order.Skip(at).Where(other => other != axis)]];
        return [.. alone.Where(group => group.Length > 0)];
    }

    // Every part of an axis: of channels, where it comes first, otherwise of positions.
    public static AxisView Part(OperationCall call, AxisView view, int axis, int start, int length, int step)
    {
        int size = view.Shape[axis];
        if (length == size && step == 1)
        {
            return view;
        }

        if (view.Axes[axis].Any(atom => atom.IsExamples))
        {
            throw RefusalException.Setting("it takes some of the examples");
        }

        if (step < 0 && length > 1)
        {
            throw RefusalException.Setting("a negative step");
        }

        int[] shape = [.. view.Shape];
        shape[axis] = length;
        int[][] groups = Arranger.Natural(view);
        int place = Array.FindIndex(groups, group => group.Contains(axis));
        bool isContiguous = step == 1 || length == 1;
        WishForColours(call, view, axis);
        if (isContiguous && PartOfChannels(call, view, axis, start, length) is { } part)
        {
            return part;
        }

        if (place == 0 && groups[0].Length == 1 && isContiguous)
        {
            return Arranger.View(call.Draft.Add(new SliceLayer(start, length), call.Arrange(view, groups)), shape, groups, view);
        }

        if (place <= 0 || groups[place].Length > 1)
        {
            int[] order = [.. groups.SelectMany(group => group)];
            int at = Array.IndexOf(order, axis);
            groups = [order[..at], [axis], order[(at + 1)..]];
            place = 1;
        }

        int[] Along(int here) => [.. Enumerable.Range(1, groups.Length - 1).Select(group => group == place ? here : 0)];
        int end = start + ((length - 1) * (isContiguous ? 1 : step)) + 1;
        LayerValue value = call.Arrange(view, groups);
        if (start > 0 || end < size)
        {
            EquatableArray<int> begin = new(Along(start));
            EquatableArray<int> behind = new(Along(size - end));
            var crop = new CropLayer(EquatableArray<int>.Empty, begin, behind, Centered: false);
            value = call.Draft.Add(crop, value);
        }

        if (!isContiguous)
        {
            // The maximum of one position is that position.
            int[] strides = [.. Along(step).Select(stride => Math.Max(1, stride))];
            value = call.Draft.Add(new MaxPoolLayer(new WindowSettings { K = 1, Stride = new EquatableArray<int>(strides) }), value);
        }

        return Arranger.View(value, shape, groups, view);
    }

    // Of pixels whose colours stand side by side some colours are taken: an input is then best declared so.
    private static void WishForColours(OperationCall call, AxisView view, int axis)
    {
        int[] positions = [.. view.Moving.Where(other => other != axis)];
        if (view.Shape[axis] <= MaxColours && positions.Length is > 0 and <= Arranger.MaxSpatial
            && Atom.Merge(view.Axes[axis]) is [{ Stride: 1 }])
        {
            call.Wish(view, [[axis], .. positions.Select(position => new[] { position })]);
        }
    }

    // Channels of a layer's value that lie one after the other, or every so many of them, as a shuffle of two halves takes: the maps stay
    // whole. Null where the axis is something else.
    private static AxisView? PartOfChannels(OperationCall call, AxisView view, int axis, int start, int length)
    {
        (LayerValue source, int channels) = (view.Source, view.Source.Shape.Channels);
        int positions = (int)(source.Shape.Length / channels);
        if (positions == 1 || Atom.Merge(view.Axes[axis]) is not [{ } atom] || atom.Stride % positions != 0
            || call.Draft.InputBehind(source) is not null)
        {
            return null;
        }

        // Channels are [outer, the axis, inner].
        int inner = atom.Stride / positions, outer = channels / (atom.Size * inner);
        IReadOnlyList<Atom> Taken(int stride) => length == 1 ? [] : [new(length, stride)];
        if (outer == 1)
        {
            LayerValue slice = call.Draft.Add(new SliceLayer(start * inner, length * inner), source);
            return new(slice, [.. view.Axes.Select((atoms, number) => number == axis ? Taken(atom.Stride) : atoms)]);
        }

        bool IsOfPositions(Atom other) => other.End <= positions;
        bool IsWhole(Atom other) => IsOfPositions(other) || other.Stride % (atom.Size * positions) == 0;
        if (inner > 1 || !view.Axes.Where((_, number) => number != axis).All(atoms => atoms.All(IsWhole)))
        {
            return null;
        }

        LayerValue shuffled = AxisFirst(call, source, new(outer, atom.Size * positions), atom);
        LayerValue taken = call.Draft.Add(new SliceLayer(start * outer, length * outer), shuffled);
        Atom Moved(Atom other) => IsOfPositions(other) ? other : other with { Stride = other.Stride / atom.Size };
        return new(taken, [.. view.Axes.Select((atoms, number) =>
            number == axis ? Taken(outer * positions) : (IReadOnlyList<Atom>)[.. atoms.Select(Moved)])]);
    }

    // The same maps, those of the inner part of the channels first.
    private static LayerValue AxisFirst(OperationCall call, LayerValue source, Atom outer, Atom inner)
    {
        List<IReadOnlyList<Atom>> axes = [[inner], [outer]];
        int stride = inner.Stride;
        foreach (int size in source.Shape.Spatial)
        {
            stride /= size;
            axes.Add(size == 1 ? [] : [new(size, stride)]);
        }

        return call.Arrange(new(source, axes), [[0, 1], .. Enumerable.Range(2, axes.Count - 2).Select(axis => new[] { axis })]);
    }
}
