using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Windows as attributes of nodes.</summary>
internal static class ExportedWindows
{
    /// <summary>Kernel, strides and padding, and dilations where there are some.</summary>
    /// <param name="axes">The window along each axis.</param>
    /// <param name="pads">The padding that is written, before and after each axis.</param>
    public static IEnumerable<AttributeProto> Attributes(EquatableArray<WindowAxis> axes, IEnumerable<int> pads)
    {
        yield return Wholes("kernel_shape", axes.Select(axis => axis.Kernel));
        yield return Wholes("strides", axes.Select(axis => axis.Stride));
        yield return Wholes("pads", pads);
        if (axes.Any(axis => axis.Dilation > 1))
        {
            yield return Wholes("dilations", axes.Select(axis => axis.Dilation));
        }
    }

    /// <summary>The padding as declared.</summary>
    public static IEnumerable<int> Declared(EquatableArray<WindowAxis> axes) =>
        axes.Select(axis => axis.PadBegin).Concat(axes.Select(axis => axis.PadEnd));

    /// <summary>The padding, with the positions behind it that a last window reads.</summary>
    public static IEnumerable<int> Read(EquatableArray<WindowAxis> axes) =>
        axes.Select(axis => axis.PadBegin).Concat(axes.Select(axis => Math.Max(axis.PadEnd, axis.ReadEnd)));

    /// <summary>The extents of a kernel.</summary>
    public static IEnumerable<int> Kernel(EquatableArray<WindowAxis> axes) => axes.Select(axis => axis.Kernel);
}
