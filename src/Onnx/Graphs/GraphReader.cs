using ConvGen.Onnx.Files;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Graphs;

/// <summary>Makes a graph of a model's messages.</summary>
internal static class GraphReader
{
    private const int MaxListed = 8;

    /// <summary>Reads the graph up to the given outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="external">Where data lies that is not in the file.</param>
    /// <param name="outputs">The values that the network is to return; the graph's outputs where none is given.</param>
    /// <exception cref="OnnxImportException">The graph is none.</exception>
    public static OnnxGraph Read(ModelProto model, ExternalData external, IReadOnlyList<string> outputs)
    {
        TensorDecoder decoder = new(external);
        GraphProto graph = model.Graph;
        if (graph.SparseInitializer.Count > 0)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, "sparse initializers are not read; write them as dense ones");
        }

        Dictionary<string, Lazy<OnnxTensor>> constants = [];
        foreach (TensorProto tensor in graph.Initializer)
        {
            constants[tensor.Name] = new(() => decoder.Decode(tensor));
        }

        // Before IR version 4 every initializer is an input too, with a value that may be replaced.
        GraphInput[] inputs = [.. graph.Input.Where(input => !constants.ContainsKey(input.Name)).Select(Input)];
        IReadOnlyList<GraphNode> nodes = new FunctionInliner(model, decoder).Inline();
        Dictionary<string, GraphNode> makers = Makers(nodes, inputs, constants);
        string[] returned = outputs.Count > 0 ? [.. outputs] : [.. graph.Output.Select(output => output.Name)];
        foreach (string output in returned.Where(output => !IsKnown(output)))
        {
            throw outputs.Count > 0
                ? new OnnxImportException(ProblemCodes.Option, $"Outputs: the graph has no value '{output}'{Like(output, makers.Keys)}")
                : new OnnxImportException(ProblemCodes.Malformed, $"the output '{output}' is computed by no node");
        }

        if (returned.Length == 0)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, "the graph has no output");
        }

        return new(inputs, returned, Sort(returned, makers, IsKnown), constants);

        bool IsKnown(string name) =>
            makers.ContainsKey(name) || constants.ContainsKey(name) || inputs.Any(input => input.Name == name);
    }

    private static GraphInput Input(ValueInfoProto input)
    {
        TypeProto.Types.Tensor? type = input.Type?.TensorType;
        if (type?.Shape is not { } shape)
        {
            return new(input.Name, null, "of unknown shape", type is not null);
        }

        int?[] sizes = [.. shape.Dim.Select(size => size.DimValue is > 0 and <= int.MaxValue ? (int?)size.DimValue : null)];
        string text = string.Join("×", shape.Dim.Select(
            (size, axis) => sizes[axis] is { } known ? known.ToString() : size.DimParam.Length > 0 ? size.DimParam : "?"));
        return new(input.Name, sizes, text, type.ElemType != (int)DataType.String)
        {
            IsOfBytes = type.ElemType == (int)DataType.Uint8,
            IsOfFractions = (DataType)type.ElemType is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16,
            IsOfIntegers = WholeNumbers.IsType(type.ElemType),
        };
    }

    private static Dictionary<string, GraphNode> Makers(
        IReadOnlyList<GraphNode> nodes, GraphInput[] inputs, Dictionary<string, Lazy<OnnxTensor>> constants)
    {
        Dictionary<string, GraphNode> makers = [];
        HashSet<string> taken = [.. inputs.Select(input => input.Name), .. constants.Keys];
        foreach (GraphNode node in nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                // Values inside a node are named with a control character.
                if (output.Contains('\u0001', StringComparison.Ordinal))
                {
                    throw new OnnxImportException(ProblemCodes.Malformed, $"'{node.Name}' has an output whose name is no text");
                }

                if (!taken.Add(output))
                {
                    throw new OnnxImportException(ProblemCodes.Malformed, $"the value '{output}' is computed twice, by '{node.Name}' too");
                }

                makers.Add(output, node);
            }
        }

        return makers;
    }

    // Depth first without recursion, because a chain may be as long as the file.
    private static List<GraphNode> Sort(IReadOnlyList<string> outputs, Dictionary<string, GraphNode> makers, Func<string, bool> isKnown)
    {
        List<GraphNode> sorted = [];
        Dictionary<GraphNode, bool> done = new(ReferenceEqualityComparer.Instance);
        Stack<(GraphNode Node, int Input)> open = new();
        foreach (string output in outputs)
        {
            Open(output, null);
            while (open.TryPop(out (GraphNode Node, int Input) top))
            {
                if (top.Input == top.Node.Inputs.Count)
                {
                    done[top.Node] = true;
                    sorted.Add(top.Node);
                    continue;
                }

                open.Push((top.Node, top.Input + 1));
                Open(top.Node.Inputs[top.Input], top.Node);
            }
        }

        return sorted;

        void Open(string name, GraphNode? reader)
        {
            if (name.Length == 0)
            {
                return;
            }

            if (!isKnown(name))
            {
                throw new OnnxImportException(
                    [new(ProblemCodes.Malformed, reader!.Name, reader.Op, $"it reads '{name}', which nothing computes")]);
            }

            if (!makers.TryGetValue(name, out GraphNode? maker))
            {
                return;
            }

            if (!done.TryGetValue(maker, out bool finished))
            {
                done.Add(maker, false);
                open.Push((maker, 0));
            }
            else if (!finished)
            {
                throw new OnnxImportException(
                    [new(ProblemCodes.Malformed, maker.Name, maker.Op, $"the graph has a cycle: it computes '{name}' from itself")]);
            }
        }
    }

    private static string Like(string name, IEnumerable<string> names)
    {
        string[] similar = [.. names.Where(other => other.Contains(name, StringComparison.OrdinalIgnoreCase)
            || name.Contains(other, StringComparison.OrdinalIgnoreCase)).Take(MaxListed)];
        return similar.Length == 0 ? string.Empty : $"; there are {string.Join(", ", similar)}";
    }
}
