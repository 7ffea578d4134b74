using ConvGen.Model;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Files;
using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Graphs;
using ConvGen.Onnx.Mapping;
using ConvGen.Onnx.Patterns;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx;

/// <summary>Imports ONNX models: a file becomes a declared network and its weights.</summary>
public static class OnnxImporter
{
    /// <summary>Imports a file.</summary>
    /// <param name="path">The file. Tensors that lie beside it are read from its folder.</param>
    /// <param name="options">How it is imported; <see langword="null"/> for the usual.</param>
    /// <exception cref="OnnxImportException">It cannot be imported; lists everything that is in the way.</exception>
    public static ImportedNetwork Import(string path, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ModelProto model = ModelFile.Read(path);
        return Try(model, new(Path.GetDirectoryName(Path.GetFullPath(path))), Path.GetFileNameWithoutExtension(path), options ?? new());
    }

    /// <summary>Imports a model from a stream.</summary>
    /// <param name="stream">The model, up to the stream's end.</param>
    /// <param name="options">How it is imported; <see langword="null"/> for the usual.</param>
    /// <exception cref="OnnxImportException">It cannot be imported; lists everything that is in the way.</exception>
    public static ImportedNetwork Import(Stream stream, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelProto model = ModelFile.Read(stream);
        return Try(model, new(folder: null), model.Graph.Name, options ?? new());
    }

    private static ImportedNetwork Try(ModelProto model, ExternalData external, string name, ImportOptions options)
    {
        try
        {
            return Import(model, external, name, options);
        }
        catch (RefusalException refusal)
        {
            throw new OnnxImportException(refusal.Code, refusal.Message);
        }
        catch (Exception error) when (Contradictions.Include(error))
        {
            throw new OnnxImportException(ProblemCodes.Malformed, $"the model contradicts itself: {error.Message}");
        }
    }

    private static ImportedNetwork Import(ModelProto model, ExternalData external, string name, ImportOptions options)
    {
        OnnxGraph graph = GraphReader.Read(model, external, options.Outputs);
        Dictionary<string, IReadOnlyList<int>> shapes = InputShapes.Resolve(graph, options);
        List<ImportProblem> problems = [];
        NormalisedGraph folded = GraphFolder.Fold(graph, shapes, options.Constants, options.Trainable, problems);
        (NormalisedGraph normalised, MappedNetwork network, bool hasExamples) =
            Map(PatternRewriter.Rewrite(folded).WithReadInputs(), problems);
        TypeIdentity type = new(
            options.Namespace, EquatableArray<string>.Empty, options.ClassName ?? Identifiers.ForClass(name), "public");
        BuiltDeclaration built = DeclarationBuilder.Build(network, type, options, normalised.Sources());
        IEnumerable<ImportedPort> Ports(IEnumerable<(string Name, string Value)> ports, IReadOnlyList<string> names) =>
            ports.Zip(names, (port, own) => new ImportedPort(port.Name, own, normalised.Shapes[port.Value])
            {
                IsUnread = normalised.UnreadInputs.Contains(port.Name),
            });
        return new(
            built.Declaration,
            built.Weights,
            [.. Ports(normalised.Inputs.Select(input => (input, input)), PortNames.Inputs(built.Model))],
            [.. Ports(normalised.Outputs, PortNames.Outputs(built.Model))],
            Source(model))
        {
            Examples = hasExamples ? normalised.Shapes[normalised.Inputs[0]][0] : 1,
            Nodes = [.. graph.Nodes.Select(node => Node(node, built, folded))],
            DataFiles = [.. external.Files],
        };
    }

    private static ImportedNode Node(GraphNode node, BuiltDeclaration built, NormalisedGraph folded) => new(
        node.Name,
        node.Op,
        [.. node.Outputs.SelectMany(output => built.Layers[output]).Distinct()],
        node.Outputs.Any(folded.Constants.ContainsKey));

    // A first axis of several positions may be that of examples, or belong to the only one. Whichever fits is right, because a layer that
    // fits computes every example by itself.
    private static (NormalisedGraph Graph, MappedNetwork Network, bool HasExamples) Map(
        NormalisedGraph graph, List<ImportProblem> problems)
    {
        IReadOnlyList<int>[] shapes = [.. graph.Inputs.Except(graph.UnreadInputs).Select(input => graph.Shapes[input])];
        bool mayHaveExamples = shapes.Length > 0 && shapes.All(shape => shape.Count > 1 && shape[0] > 1 && shape[0] == shapes[0][0]);
        List<ImportProblem>? found = null;
        foreach (bool hasExamples in mayHaveExamples ? (bool[])[true, false] : [false])
        {
            List<ImportProblem> all = [.. problems];
            NormalisedGraph mapped = hasExamples ? graph.OfExamples(shapes[0][0]) : graph;
            MappedNetwork? network = GraphMapper.Map(mapped, hasExamples, all);
            if (network is not null && all.Count == 0)
            {
                return (mapped, network, hasExamples);
            }

            found = found is null || all.Count < found.Count ? all : found;
        }

        throw new OnnxImportException(found is { Count: > 0 }
            ? found
            : [new(ProblemCodes.Network, string.Empty, string.Empty, "the graph's outputs are computed by no layer")]);
    }

    private static ModelSource Source(ModelProto model)
    {
        long opset = model.OpsetImport.FirstOrDefault(import => import.Domain is "" or "ai.onnx")?.Version ?? 0;
        return new($"{model.ProducerName} {model.ProducerVersion}".Trim(), model.IrVersion, opset, model.Graph.Name);
    }
}
