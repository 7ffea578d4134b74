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
        choice ??= new(Dimensions(own).ToEquatableArray(), IsInterleaved: false);
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
            int stride = !choice.IsInterleaved ? strides[axis]
                : strides[axis] < channels ? strides[axis] * positions
                : strides[axis] / channels;
            axes.Add(own[axis] == 1 ? [] : [new(own[axis], stride)]);
        }

        return new(value, axes);
    }

    // Without the axis of the only example, as far as ConvGen has as many axes.
    private static int[] Dimensions(int[] shape)
    {
        int[] dimensions = shape.Length > 1 && shape[0] == 1 ? shape[1..] : shape;
        return dimensions.Length is > 0 and <= MaxAxes ? dimensions : [(int)Extents.Length(shape)];
    }
}
