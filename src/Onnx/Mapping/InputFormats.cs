using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Patterns;

namespace ConvGen.Onnx.Mapping;

/// <summary>What is done with the elements of an input before anything else.</summary>
internal static class InputFormats
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["DivideBytes"] = DivideBytes };

    // An input that was rearranged has layers before it.
    private static AxisView DivideBytes(OperationCall call)
    {
        AxisView source = call.Data();
        if (call.Draft.Layers[source.Source.Layer].Layer is not InputLayer input)
        {
            return call.Layer(source, OperationCall.MapAxes(source), new ScaleLayer(Per: null, Init: null, new(1 / InputRules.MaxByte)));
        }

        call.Draft.Declare(source.Source.Layer, input with { Element = InputElement.Byte });
        return source;
    }
}
