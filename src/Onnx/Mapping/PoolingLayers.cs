using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Shapes;

namespace ConvGen.Onnx.Mapping;

/// <summary>Poolings by windows.</summary>
internal static class PoolingLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["AveragePool"] = call => Pool(call, window => new AvgPoolLayer(window, CountsPadding(call))),
        ["LpPool"] = call => Pool(call, window => new LpPoolLayer(window, call.Settings.Int("p"))),
        ["MaxPool"] = call => Pool(call, window => new MaxPoolLayer(window)),
        ["MinPool"] = call => Pool(call, window => new MinPoolLayer(window)),
    };

    // Where there is no padding the usual is right.
    private static bool CountsPadding(OperationCall call) => call.Settings.Flag("counts")
        || (call.Settings.Ints("begin").Concat(call.Settings.Ints("end")).All(pad => pad == 0) && !call.Settings.Flag("ceil"));

    private static AxisView Pool(OperationCall call, Func<WindowSettings, Layer> layer)
    {
        AxisView source = call.Data();
        WindowSettings window = Windows.Of(call.Settings, [.. source.Shape.Skip(2)], isPooling: true);
        return call.Layer(source, OperationCall.MapAxes(source), layer(window));
    }
}
