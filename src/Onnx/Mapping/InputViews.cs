using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Declares inputs.</summary>
internal static class InputViews
{
    private const int MaxAxes = 4;

    /// <summary>Adds an input to the network.</summary>
    /// <param name="draft">The network.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="hasExamples">Whether its first axis is that of examples, of which there are several.</param>
    /// <param name="choice">How it is declared, where something needs an order of its axes.</param>
    public static AxisView Declare(NetworkDraft draft, IReadOnlyList<int> shape, bool hasExamples, InputChoice? choice)
    {
        int[] own = [.. shape.Skip(hasExamples ? 1 : 0)];
        if (choice is null || (choice.IsInterleaved && !FitsChannels(own, choice.Dimensions[0])))
        {
            choice = new(Dimensions(own).ToEquatableArray(), IsInterleaved: false);
        }

        var layer = new InputLayer(choice.Dimensions)
        {
            Layout = choice.IsInterleaved ? InputLayout.Interleaved : InputLayout.Planar,
        };
        LayerValue value = draft.Add(layer, Array.Empty<LayerValue>());
        int channels = choice.Dimensions[0];
        int positions = (int)(value.Shape.Length / channels);
        int[] strides = Extents.Strides(own);
        List<IReadOnlyList<Atom>> axes = hasExamples ? [[new(shape[0], 0)]] : [];
        for (int axis = 0; axis < own.Length; axis++)
        {
            Atom atom = new(own[axis], strides[axis]);
            axes.Add(own[axis] == 1 ? [] : choice.IsInterleaved ? Interleaved(atom, channels, positions) : [atom]);
        }

        return new(value, axes);
    }

    // Whether no axis lies across the end of the channels of a position, unless a part of it is all that is left of them.
    private static bool FitsChannels(int[] shape, int channels)
    {
        int open = channels;
        for (int axis = shape.Length - 1; axis >= 0 && open > 1; axis--)
        {
            if (Math.Max(open, shape[axis]) % Math.Min(open, shape[axis]) != 0)
            {
                return false;
            }

            open /= Math.Min(open, shape[axis]);
        }

        return true;
    }

    // The channels of a position lie side by side: what is further in are channels, what is further out are positions.
    private static Atom[] Interleaved(Atom atom, int channels, int positions) =>
        atom.Stride >= channels ? [new(atom.Size, atom.Stride / channels)]
        : atom.End <= channels ? [new(atom.Size, atom.Stride * positions)]
        : [new((int)(atom.End / channels), 1), new(channels / atom.Stride, atom.Stride * positions)];

    // Without the axis of the only example, as far as ConvGen has as many axes.
    private static int[] Dimensions(int[] shape)
    {
        int[] dimensions = shape.Length > 1 && shape[0] == 1 ? shape[1..] : shape;
        return dimensions.Length is > 0 and <= MaxAxes ? dimensions : [(int)Extents.Length(shape)];
    }
}
