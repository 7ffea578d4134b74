using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Normalising;

namespace ConvGen.Onnx.Mapping;

/// <summary>What is done with the elements of an input before anything else.</summary>
internal static class InputFormats
{
    private const double MaxByte = 255;

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["Standardise"] = Standardise };

    // Numbers for channels are a part of the input where its channels are declared as such; elsewhere they are layers.
    private static AxisView Standardise(OperationCall call)
    {
        AxisView source = call.Data();
        Settings settings = call.Settings;
        double[] mean = settings.Reals("mean"), std = settings.Reals("std");
        bool isUniform = mean.Length <= 1 && std.Length <= 1;
        if (call.Draft.Layers[source.Source.Layer].Layer is InputLayer input && (isUniform || AreChannels(source)))
        {
            call.Draft.Declare(source.Source.Layer, input with
            {
                Element = settings.Flag("bytes") ? InputElement.Byte : InputElement.Float,
                Mean = mean.Length == 0 ? null : new EquatableArray<double>(mean),
                Std = std.Length == 0 ? null : new EquatableArray<double>(std),
            });
            return source;
        }

        double unit = settings.Flag("bytes") ? MaxByte : 1;
        double[] divisors = std.Length == 0 ? [1] : std;
        double[] scales = [.. divisors.Select(divisor => 1 / (divisor * unit))];
        double[] shifts = [.. Enumerable.Range(0, mean.Length == 0 ? 0 : Math.Max(mean.Length, divisors.Length)).Select(Shift)];
        AxisView scaled = Add(call, source, new ScaleLayer(null, null, new(scales)));
        return shifts.Length == 0 ? scaled : Add(call, scaled, new ShiftLayer(null, null, new(shifts)));

        double Shift(int channel) => -mean[mean.Length == 1 ? 0 : channel] / divisors[divisors.Length == 1 ? 0 : channel];
    }

    private static AxisView Add(OperationCall call, AxisView source, Layer layer) =>
        call.Layer(source, OperationCall.MapAxes(source), layer);

    private static bool AreChannels(AxisView view) =>
        view.Axes[1] is [Atom channels] && channels.Size == view.Source.Shape.Channels && channels.Stride == view.Source.Shape.Positions;
}
