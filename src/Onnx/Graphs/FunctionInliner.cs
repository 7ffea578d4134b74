using System.Globalization;
using ConvGen.Onnx.Files;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx.Graphs;

/// <summary>Replaces nodes that call a function of the model by the nodes of the function.</summary>
/// <param name="model">The model.</param>
/// <param name="decoder">Decodes the tensors of attributes.</param>
internal sealed class FunctionInliner(ModelProto model, TensorDecoder decoder)
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 1 << 17;

    private readonly Dictionary<(string, string, string), FunctionProto> _functions = Functions(model);
    private readonly List<GraphNode> _nodes = [];
    private int _calls;

    /// <summary>All nodes of the graph, in the order of the file.</summary>
    public IReadOnlyList<GraphNode> Inline()
    {
        Add(model.Graph.Node, Opsets(model.OpsetImport), name => name, new Dictionary<string, AttributeProto>(), depth: 0);
        return _nodes;
    }

    // The default is the first version, also where a file names no version at all.
    private static Dictionary<string, int> Opsets(IEnumerable<OperatorSetIdProto> imports)
    {
        Dictionary<string, int> opsets = [];
        foreach (OperatorSetIdProto import in imports)
        {
            opsets[Domain(import.Domain)] = (int)Math.Clamp(import.Version, 1, int.MaxValue);
        }

        return opsets;
    }

    private static Dictionary<(string, string, string), FunctionProto> Functions(ModelProto model)
    {
        Dictionary<(string, string, string), FunctionProto> functions = [];
        foreach (FunctionProto function in model.Functions)
        {
            functions[(Domain(function.Domain), function.Name, function.Overload)] = function;
        }

        return functions;
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? string.Empty : domain;

    private void Add(
        IEnumerable<NodeProto> nodes,
        Dictionary<string, int> opsets,
        Func<string, string> rename,
        IReadOnlyDictionary<string, AttributeProto> arguments,
        int depth)
    {
        foreach (NodeProto node in nodes)
        {
            string domain = Domain(node.Domain);
            string[] inputs = [.. node.Input.Select(rename)];
            string[] outputs = [.. node.Output.Select(rename)];
            Dictionary<string, AttributeProto> attributes = Attributes(node, arguments);
            if (_functions.TryGetValue((domain, node.OpType, node.Overload), out FunctionProto? function))
            {
                Call(function, inputs, outputs, attributes, depth);
                continue;
            }

            if (_nodes.Count >= MaxNodes)
            {
                throw new OnnxImportException(ProblemCodes.Malformed, $"the graph has more than {MaxNodes} nodes");
            }

            string name = node.Name.Length > 0 ? rename(node.Name) : outputs.FirstOrDefault(output => output.Length > 0) ?? node.OpType;
            int opset = opsets.GetValueOrDefault(domain, 1);
            _nodes.Add(new(name, node.OpType, domain, opset, inputs, outputs, new(attributes, decoder)));
        }
    }

    private static Dictionary<string, AttributeProto> Attributes(NodeProto node, IReadOnlyDictionary<string, AttributeProto> arguments)
    {
        Dictionary<string, AttributeProto> attributes = [];
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.RefAttrName.Length == 0)
            {
                attributes[attribute.Name] = attribute;
            }
            else if (arguments.TryGetValue(attribute.RefAttrName, out AttributeProto? argument))
            {
                attributes[attribute.Name] = argument;
            }
        }

        return attributes;
    }

    private void Call(
        FunctionProto function, string[] inputs, string[] outputs, Dictionary<string, AttributeProto> arguments, int depth)
    {
        if (depth >= MaxDepth)
        {
            throw new OnnxImportException(
                ProblemCodes.Malformed, $"functions call each other more than {MaxDepth} deep: '{function.Name}'");
        }

        foreach (AttributeProto attribute in function.AttributeProto)
        {
            arguments.TryAdd(attribute.Name, attribute);
        }

        // What a function computes inside has a name of its own in every call.
        string prefix = string.Create(CultureInfo.InvariantCulture, $"{function.Name}_{++_calls}/");
        Dictionary<string, string> names = [];
        for (int i = 0; i < function.Input.Count; i++)
        {
            names[function.Input[i]] = i < inputs.Length ? inputs[i] : string.Empty;
        }

        for (int i = 0; i < function.Output.Count && i < outputs.Length; i++)
        {
            // An output that is an input too is handed through under its own name.
            if (outputs[i].Length > 0 && !names.TryAdd(function.Output[i], outputs[i]))
            {
                string handed = names[function.Output[i]];
                _nodes.Add(new(outputs[i], "Identity", string.Empty, 1, [handed], [outputs[i]], new(arguments, decoder)));
            }
        }

        string Rename(string name) => name.Length == 0 ? name : names.GetValueOrDefault(name, prefix + name);
        Add(function.Node, Opsets(function.OpsetImport), Rename, arguments, depth + 1);
    }
}
