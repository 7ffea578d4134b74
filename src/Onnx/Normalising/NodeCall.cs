using System.Globalization;
using ConvGen.Onnx.Graphs;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>A node on its way to operations.</summary>
/// <param name="node">The node.</param>
/// <param name="values">What is known of the values that it reads.</param>
internal sealed class NodeCall(GraphNode node, IGraphValues values)
{
    private int _temporaries;

    /// <summary>The operator.</summary>
    public string Op => node.Op;

    /// <summary>The version of the operator's domain.</summary>
    public int Opset => node.Opset;

    /// <summary>The attributes.</summary>
    public NodeAttributes Attributes => node.Attributes;

    /// <summary>What is known of the graph's values.</summary>
    public IGraphValues Values => values;

    /// <summary>The names of what it reads.</summary>
    public IReadOnlyList<string> Inputs => node.Inputs;

    /// <summary>How many outputs the node names.</summary>
    public int OutputCount => node.Outputs.Count;

    /// <summary>Whether an optional input is there.</summary>
    public bool Has(int index) => index < node.Inputs.Count && node.Inputs[index].Length > 0;

    /// <summary>An input that has to be there.</summary>
    public string Input(int index) =>
        Has(index) ? node.Inputs[index] : throw RefusalException.Shapes($"input {index} is missing");

    /// <summary>An output.</summary>
    public string Output(int index = 0) => node.Outputs[index];

    /// <summary>Whether a further output is read by anything.</summary>
    public bool IsOutputRead(int index) =>
        index < node.Outputs.Count && node.Outputs[index].Length > 0 && values.IsRead(node.Outputs[index]);

    /// <summary>The shape of an input.</summary>
    public IReadOnlyList<int> Shape(int index) => ShapeOf(Input(index));

    /// <summary>The shape of a value.</summary>
    public IReadOnlyList<int> ShapeOf(string name) => values.Shape(name) ?? throw new UnknownValueException();

    /// <summary>How many axes an input has.</summary>
    public int Rank(int index) => Shape(index).Count;

    /// <summary>An input that has to be known before the network runs.</summary>
    public OnnxTensor Constant(int index, string role)
    {
        string name = Input(index);
        if (values.Constant(name) is { } constant)
        {
            return constant;
        }

        _ = ShapeOf(name);
        throw RefusalException.NotConstant(
            name, $"its {role} '{name}' is not constant; give it a value with the option Constants, or cut the graph");
    }

    /// <summary>An optional input that has to be known before the network runs.</summary>
    public OnnxTensor? Optional(int index, string role) => Has(index) ? Constant(index, role) : null;

    /// <summary>An axis counted from the front.</summary>
    public int Axis(int axis, int input = 0) => Extents.Axis(axis, Rank(input));

    /// <summary>Axes from an input since some opset, before from an attribute; <see langword="null"/> where there are none.</summary>
    public int[]? Axes(int input, int rank)
    {
        int[]? axes = Has(input) ? Constant(input, "axes").Sizes() : Attributes.Ints("axes");
        return axes is null ? null : [.. axes.Select(axis => Extents.Axis(axis, rank))];
    }

    /// <summary>A name for a value inside the node, which no value of the file has.</summary>
    public string Temporary() => string.Create(CultureInfo.InvariantCulture, $"{Output()}\u0001{++_temporaries}");

    /// <summary>A constant inside the node.</summary>
    public string Define(OnnxTensor tensor)
    {
        string name = Temporary();
        values.Define(name, tensor);
        return name;
    }

    /// <summary>A number as a constant inside the node.</summary>
    public string Define(double number) => Define(new OnnxTensor([], [(float)number]));

    /// <summary>Adds an operation whose value stays inside the node.</summary>
    public string Emit(string op, Settings settings, params string[] inputs) => Emit(op, settings, Temporary(), inputs);

    /// <summary>Adds the operation that computes the node's output.</summary>
    public void Result(string op, Settings settings, params string[] inputs) => Emit(op, settings, Output(), inputs);

    /// <summary>The node's output is another value.</summary>
    public void ResultIs(string value) => Result("Identity", Settings.None, value);

    /// <summary>Adds an operation with a named output.</summary>
    public string Emit(string op, Settings settings, string output, string[] inputs)
    {
        values.Emit(new(op, node.Name, Op, inputs, output, settings));
        return output;
    }

    /// <summary>Changes the shape of a value.</summary>
    public string Reshape(string value, params int[] shape) => Emit("Reshape", new Settings().With("shape", shape), value);
}
