using ConvGen.Onnx.Problems;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Graphs;

/// <summary>
/// Values of whole numbers that a network computes. Layers compute with fractions, which is the same only where numbers are chosen, moved
/// or cast: whole numbers overflow, and quotients are cut off.
/// </summary>
/// <param name="inputs">The inputs of the graph.</param>
internal sealed class WholeNumbers(IEnumerable<GraphInput> inputs)
{
    private static readonly HashSet<int> Types =
    [
        (int)DataType.Int8, (int)DataType.Int16, (int)DataType.Int32, (int)DataType.Int64,
        (int)DataType.Uint8, (int)DataType.Uint16, (int)DataType.Uint32, (int)DataType.Uint64,
    ];

    private static readonly HashSet<string> Exact =
    [
        "Abs", "ArgMax", "ArgMin", "Cast", "CastLike", "Clip", "Concat", "ConstantOfShape", "DepthToSpace", "Dropout", "Expand", "Flatten",
        "Gather", "GlobalMaxPool", "Identity", "Max", "MaxPool", "Min", "Pad", "ReduceMax", "ReduceMin", "Relu", "Reshape", "Shape", "Sign",
        "Size", "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze", "Where",
    ];

    // Of other operators only the first operand is data.
    private static readonly HashSet<string> OfSeveral =
        ["Add", "Div", "MatMul", "Max", "Mean", "Min", "Mod", "Mul", "Pow", "Sub", "Sum", "Where"];

    private readonly HashSet<string> _values = [.. inputs.Where(input => input.IsOfIntegers).Select(input => input.Name)];

    /// <summary>Whether a type of elements is one of whole numbers.</summary>
    public static bool IsType(int type) => Types.Contains(type);

    /// <summary>Follows whole numbers through a node.</summary>
    /// <exception cref="RefusalException">It computes with them.</exception>
    public void Follow(GraphNode node)
    {
        IEnumerable<string> data = OfSeveral.Contains(node.Op) ? node.Inputs : node.Inputs.Take(1);
        if (!data.Any(_values.Contains))
        {
            return;
        }

        bool isNearest = node.Op is "Resize" or "Upsample" && node.Attributes.Text("mode", "nearest") == "nearest";
        if (!Exact.Contains(node.Op) && !isNearest)
        {
            throw RefusalException.Setting("it computes with whole numbers, which layers do as with fractions; cast them before");
        }

        bool becomesFractions = node.Op is "Shape" or "Size" or "CastLike" || (node.Op == "Cast" && !IsType(node.Attributes.Int("to")));
        if (!becomesFractions)
        {
            _values.UnionWith(node.Outputs);
        }
    }
}
