using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Padding around maps.</summary>
internal static class Padding
{
    /// <summary>Pads the spatial axes of a value; negative numbers crop.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="value">The value.</param>
    /// <param name="axes">The padding along each axis.</param>
    /// <param name="mode">How it is filled.</param>
    /// <param name="filling">The number that <see cref="PadMode.Constant"/> puts there.</param>
    public static string Add(ExportedLayer layer, string value, EquatableArray<WindowAxis> axes, PadMode mode, double filling = 0)
    {
        if (axes.All(axis => axis is { PadBegin: 0, PadEnd: 0 }))
        {
            return value;
        }

        bool crops = axes.Any(axis => axis.PadBegin < 0 || axis.PadEnd < 0);
        if (mode == PadMode.Circular || (crops && mode != PadMode.Constant))
        {
            return Gather(layer, value, axes, mode);
        }

        string pads = layer.Wholes("pads", [0, 0, .. axes.Select(axis => axis.PadBegin), 0, 0, .. axes.Select(axis => axis.PadEnd)]);
        return mode switch
        {
            PadMode.Reflect => layer.Add("Pad", [value, pads], Word("mode", "reflect")),
            PadMode.Replicate => layer.Add("Pad", [value, pads], Word("mode", "edge")),
            _ => layer.Add("Pad", filling == 0 ? [value, pads] : [value, pads, layer.Constant("value", filling)]),
        };
    }

    // This opset pads neither from the other end nor by what is cropped: each position is fetched from where its number stands.
    private static string Gather(ExportedLayer layer, string value, EquatableArray<WindowAxis> axes, PadMode mode)
    {
        for (int i = 0; i < axes.Count; i++)
        {
            WindowAxis axis = axes[i];
            if (axis is { PadBegin: 0, PadEnd: 0 })
            {
                continue;
            }

            string positions = layer.Wholes("positions", Enumerable
                .Range(-axis.PadBegin, axis.Input + axis.PadBegin + axis.PadEnd)
                .Select(position => Source(position, axis.Input, mode)));
            value = layer.Add("Gather", [value, positions], Whole("axis", i + 2));
        }

        return value;
    }

    private static int Source(int position, int extent, PadMode mode) => mode switch
    {
        PadMode.Reflect => position < 0 ? -position : position < extent ? position : (2 * (extent - 1)) - position,
        PadMode.Replicate => Math.Clamp(position, 0, extent - 1),
        _ => ((position % extent) + extent) % extent,
    };
}
