using System.Globalization;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Mapping;
using ConvGen.Onnx.Naming;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx;

/// <summary>Makes a declaration of mapped layers: who needs a name gets one, and reads what is not above by name.</summary>
internal sealed class DeclarationBuilder
{
    private readonly IReadOnlyList<DraftLayer> _layers;
    private readonly (string Name, int Layer)[] _outputs;
    private readonly string?[] _names;
    private readonly ReadableNames _readable = new();
    private string[] _marks = [];

    private DeclarationBuilder(MappedNetwork network)
    {
        (_layers, IReadOnlyDictionary<int, int> places) = network.Draft.Needed(network.Outputs.Select(output => output.Value.Layer));
        _outputs = [.. network.Outputs.Select(output => (output.Name, places[output.Value.Layer]))];
        _names = new string?[_layers.Count];
    }

    /// <summary>Builds the declaration and names the weights.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="type">The class.</param>
    /// <param name="options">Whether it can be trained.</param>
    /// <param name="sources">The names of the file's constants, by their numbers.</param>
    /// <exception cref="OnnxImportException">The layers make no network.</exception>
    public static (NetworkDeclaration Declaration, NetworkModel Model, IReadOnlyList<ImportedTensor> Weights) Build(
        MappedNetwork network, TypeIdentity type, ImportOptions options, IReadOnlyDictionary<float[], string> sources)
    {
        DeclarationBuilder builder = new(network);
        NetworkDeclaration declaration = new(
            type, builder.Declare().ToEquatableArray(), options.Trainable, options.Trainable && options.InputGradient, Budget: null);
        List<ImportProblem> problems = [];
        NetworkModel? model = NetworkInference.Infer(declaration, (subject, problem) => problems.Add(new(
            ProblemCodes.Network,
            subject.Index >= 0 && subject.Index < builder._layers.Count ? builder._layers[subject.Index].Origin : string.Empty,
            subject.Index >= 0 && subject.Index < builder._layers.Count ? builder._layers[subject.Index].Layer.Kind : string.Empty,
            $"{problem.Id}: {string.Join(", ", problem.Arguments)}")));
        return model is null ? throw new OnnxImportException(problems) : (declaration, model, builder.Weights(model, sources));
    }

    private List<LayerDeclaration> Declare()
    {
        bool hasMarks = _outputs.Length > 1 || _outputs[0].Layer != _layers.Count - 1;
        GiveNames(hasMarks);
        List<LayerDeclaration> declarations = [.. Enumerable.Range(0, _layers.Count).Select(Declare)];
        for (int i = 0; i < _marks.Length; i++)
        {
            declarations.Add(new(new OutputLayer(), _marks[i], _names[_outputs[i].Layer], EquatableArray<string>.Empty));
        }

        return declarations;
    }

    private LayerDeclaration Declare(int place)
    {
        DraftLayer layer = _layers[place];
        string Name(int read) => _names[read]!;
        if (layer.Reads.Count == 0)
        {
            return new(layer.Layer, _names[place], null, EquatableArray<string>.Empty);
        }

        if (!layer.Layer.Combines)
        {
            return new(layer.Layer, _names[place], layer.Reads[0] == place - 1 ? null : Name(layer.Reads[0]), EquatableArray<string>.Empty);
        }

        // What is above needs no name; the order of the others is kept.
        return Above(place) is { } above
            ? new(layer.Layer, _names[place], null, new(Name(layer.Reads[1 - above])))
            : new(layer.Layer, _names[place], null, layer.Reads.Select(Name).ToEquatableArray());
    }

    // Which of two operands is the layer above, where the other one is named after it.
    private int? Above(int place)
    {
        DraftLayer layer = _layers[place];
        if (layer.Reads.Count != 2 || layer.Reads[0] == layer.Reads[1])
        {
            return null;
        }

        bool isSymmetric = layer.Layer is AddLayer or MultiplyLayer or MaximumLayer or MinimumLayer;
        return layer.Reads[0] == place - 1 ? 0 : isSymmetric && layer.Reads[1] == place - 1 ? 1 : null;
    }

    private void GiveNames(bool hasMarks)
    {
        HashSet<int> named = hasMarks ? [.. _outputs.Select(output => output.Layer)] : [];
        for (int place = 0; place < _layers.Count; place++)
        {
            DraftLayer layer = _layers[place];
            named.UnionWith(layer.Layer.Combines
                ? Above(place) is { } above ? [layer.Reads[1 - above]] : layer.Reads
                : layer.Reads.Where(read => read != place - 1));
        }

        int[] inputs = [.. Enumerable.Range(0, _layers.Count).Where(place => _layers[place].Layer is InputLayer)];
        if (inputs.Length > 1)
        {
            named.UnionWith(inputs);
        }

        // A name that is given must not be the default name of another layer.
        Dictionary<string, int> counts = [];
        _readable.Reserve(_layers.Select(layer => layer.Layer.NamePrefix)
            .Select(prefix => prefix + (counts[prefix] = counts.GetValueOrDefault(prefix) + 1).ToString(CultureInfo.InvariantCulture))
            .Append("input").ToArray());
        // What users call things by comes first.
        _marks = hasMarks ? [.. _outputs.Select(output => _readable.Give(output.Name, "output"))] : [];
        foreach (int place in named.Order().OrderBy(place => _layers[place].Layer is not InputLayer))
        {
            _names[place] = _readable.Give(_layers[place].Origin, _layers[place].Layer.NamePrefix);
        }
    }

    private List<ImportedTensor> Weights(NetworkModel model, IReadOnlyDictionary<float[], string> sources)
    {
        List<ImportedTensor> weights = [];
        for (int place = 0; place < _layers.Count; place++)
        {
            EquatableArray<ParameterTensor> tensors = model.Nodes[place].Parameters;
            for (int i = 0; i < tensors.Count; i++)
            {
                float[] values = _layers[place].Weights[i];
                weights.Add(new(tensors[i].Name, [.. tensors[i].Shape], values) { Source = sources.GetValueOrDefault(values) });
            }
        }

        return weights;
    }
}
