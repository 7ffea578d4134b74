using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Onnx.Mapping;
using ConvGen.Onnx.Naming;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx;

/// <summary>Makes a declaration of mapped layers: who needs a name gets one, and reads what is not above by name.</summary>
internal sealed class DeclarationBuilder
{
    private readonly IReadOnlyList<DraftLayer> _layers;
    private readonly IReadOnlyList<LayerRun> _runs;
    private readonly (string Name, int Layer)[] _outputs;
    private readonly string?[] _names;

    // For each layer the first one with the same tensors; itself where it is that one, or has none.
    private readonly int[] _owners;
    private readonly ReadableNames _readable = new();
    private string[] _marks = [];

    private DeclarationBuilder(MappedNetwork network)
    {
        (IReadOnlyList<DraftLayer> needed, IReadOnlyDictionary<int, int> places) =
            network.Draft.Needed(network.Outputs.Select(output => output.Value.Layer));
        _outputs = [.. network.Outputs.Select(output => (output.Name, places[output.Value.Layer]))];
        _owners = [.. Enumerable.Range(0, needed.Count).Select(place => Owner(needed, place))];
        int[] shared = [.. Sharing()];
        (_layers, _runs) = BlockFinder.Find(
            needed, _outputs.Select(output => output.Layer), shared.Concat(shared.Select(place => _owners[place])));
        _names = new string?[_layers.Count];
    }

    /// <summary>Builds the declaration and names the weights.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="type">The class.</param>
    /// <param name="options">Whether it can be trained.</param>
    /// <param name="sources">The names of the file's constants, by their numbers.</param>
    /// <exception cref="OnnxImportException">The layers make no network.</exception>
    public static BuiltDeclaration Build(
        MappedNetwork network, TypeIdentity type, ImportOptions options, IReadOnlyDictionary<float[], string> sources)
    {
        DeclarationBuilder builder = new(network);
        NetworkDeclaration declaration = new(
            type, builder.Declare().ToEquatableArray(), options.Trainable, options.Trainable && options.InputGradient, Budget: null);
        List<ImportProblem> problems = [];
        NetworkModel? model = NetworkInference.Infer(declaration, (subject, problem) => problems.Add(builder.Problem(subject, problem)));
        return model is null
            ? throw new OnnxImportException(problems)
            : new(
                declaration,
                model,
                builder.Weights(model, sources),
                builder._layers.Zip(model.Nodes).ToLookup(layer => layer.First.Origin, layer => layer.Second.Name));
    }

    private static int Owner(IReadOnlyList<DraftLayer> layers, int place)
    {
        DraftLayer layer = layers[place];
        bool IsAlike(DraftLayer other) => other.Layer.GetType() == layer.Layer.GetType() && other.Weights.Count == layer.Weights.Count
            && other.Weights.Zip(layer.Weights).All(pair => ReferenceEquals(pair.First, pair.Second))
            && TensorShapes(layers, other).SequenceEqual(TensorShapes(layers, layer));

        // A number that several layers read is most often a constant of the formula, not a weight.
        return layer.Weights.All(weights => weights.Length <= 1) ? place
            : Enumerable.Range(0, place).Where(other => IsAlike(layers[other])).Append(place).First();
    }

    // The same numbers may be broadcast to values of different rank, as tensors of different shapes.
    private static IEnumerable<EquatableArray<int>> TensorShapes(IReadOnlyList<DraftLayer> layers, DraftLayer layer)
    {
        Inference? inference = layer.Layer.Infer(string.Empty, [.. layer.Reads.Select(read => layers[read].Shape)], []);
        return inference?.Parameters.Select(tensor => tensor.Shape) ?? [];
    }

    private IEnumerable<int> Sharing() => Enumerable.Range(0, _owners.Length).Where(place => _owners[place] != place);

    private ImportProblem Problem(Subject subject, Problem problem)
    {
        bool isLayer = subject.Index >= 0 && subject.Index < _runs.Count;
        DraftLayer? layer = isLayer ? _layers[_runs[subject.Index].Begin] : null;
        return new(
            ProblemCodes.Network,
            layer?.Origin ?? string.Empty,
            layer?.Layer.Kind ?? string.Empty,
            ProblemMessages.MessageWithId(problem));
    }

    private List<LayerDeclaration> Declare()
    {
        bool hasMarks = _outputs.Length > 1 || _outputs[0].Layer != _layers.Count - 1;
        GiveNames(hasMarks);
        List<LayerDeclaration> declarations = [.. _runs.Select(Declare)];
        for (int i = 0; i < _marks.Length; i++)
        {
            declarations.Add(new(new OutputLayer(), _marks[i], _names[_outputs[i].Layer], EquatableArray<string>.Empty));
        }

        return declarations;
    }

    private LayerDeclaration Declare(LayerRun run)
    {
        if (!run.IsBlock)
        {
            LayerDeclaration single = Declare(run.Begin, _names[run.Begin], read => read == run.Begin - 1, read => _names[read]!);
            int owner = _owners[run.Begin];
            return owner == run.Begin ? single : single with { Share = _names[owner] };
        }

        var use = new UseLayer(
            Enumerable.Range(0, run.Copies).Select(copy => DeclareCopy(run.Begin + (copy * run.Length), run.Length)).ToEquatableArray(),
            Tied: false);
        int input = _layers[run.Begin].Reads[0];
        return new(use, _names[run.Last], input == run.Begin - 1 ? null : _names[input], EquatableArray<string>.Empty);
    }

    // Names inside a block are its own, and the same in every copy: those that the layers would have anyway.
    private EquatableArray<LayerDeclaration> DeclareCopy(int begin, int length)
    {
        string[] names = DefaultNames(Enumerable.Range(begin, length).Select(place => _layers[place].Layer.NamePrefix));
        bool IsAbove(int place, int read) => read == place - 1 || (place == begin && read < begin);
        HashSet<int> named = [.. Enumerable.Range(begin, length).SelectMany(place => ByName(place, read => IsAbove(place, read)))];
        return Enumerable.Range(begin, length)
            .Select(place => Declare(
                place,
                named.Contains(place) ? names[place - begin] : null,
                read => IsAbove(place, read),
                read => read < begin ? UseLayer.BlockInput : names[read - begin]))
            .ToEquatableArray();
    }

    private LayerDeclaration Declare(int place, string? name, Func<int, bool> isAbove, Func<int, string> nameOf)
    {
        DraftLayer layer = _layers[place];
        if (layer.Reads.Count == 0)
        {
            return new(layer.Layer, name, null, EquatableArray<string>.Empty);
        }

        string[] byName = [.. ByName(place, isAbove).Select(nameOf)];
        return layer.Layer.Combines
            ? new(layer.Layer, name, null, byName.ToEquatableArray())
            : new(layer.Layer, name, byName.FirstOrDefault(), EquatableArray<string>.Empty);
    }

    // What a layer reads by name: what is not above it. Of several operands all are named, except where two differ and one is above, which
    // is the first of them unless their order does not matter.
    private IEnumerable<int> ByName(int place, Func<int, bool> isAbove)
    {
        DraftLayer layer = _layers[place];
        if (!layer.Layer.Combines)
        {
            return layer.Reads.Where(read => !isAbove(read));
        }

        bool isSymmetric = layer.Layer is AddLayer or MultiplyLayer or MaximumLayer or MinimumLayer;
        return layer.Reads switch
        {
            [int first, int second] when first != second && isAbove(first) => [second],
            [int first, int second] when first != second && isSymmetric && isAbove(second) => [first],
            _ => layer.Reads,
        };
    }

    private void GiveNames(bool hasMarks)
    {
        HashSet<int> named = hasMarks ? [.. _outputs.Select(output => output.Layer)] : [];
        named.UnionWith(Sharing().Select(place => _owners[place]));
        foreach (LayerRun run in _runs)
        {
            named.UnionWith(ByName(run.Begin, read => read == run.Begin - 1));
        }

        int[] inputs = [.. Enumerable.Range(0, _layers.Count).Where(place => _layers[place].Layer is InputLayer)];
        if (inputs.Length > 1)
        {
            named.UnionWith(inputs);
        }

        // A name that is given must not be the default name of another layer.
        _readable.Reserve(DefaultNames(_runs.Select(run => run.IsBlock ? UseLayer.Prefix : _layers[run.Begin].Layer.NamePrefix)));
        _readable.Reserve(["input"]);
        // What users call things by comes first.
        _marks = hasMarks ? [.. _outputs.Select(output => _readable.Give(output.Name, "output"))] : [];
        foreach (int place in named.Order().OrderBy(place => _layers[place].Layer is not InputLayer))
        {
            _names[place] = _readable.Give(_layers[place].Origin, _layers[place].Layer.NamePrefix);
        }
    }

    // What layers are called that get no name, by what the names of their kinds begin with.
    private static string[] DefaultNames(IEnumerable<string> prefixes)
    {
        Dictionary<string, int> counts = [];
        return [.. prefixes.Select(prefix => prefix + NumberText.Plain(counts[prefix] = counts.GetValueOrDefault(prefix) + 1))];
    }

    private List<ImportedTensor> Weights(NetworkModel model, IReadOnlyDictionary<float[], string> sources)
    {
        List<ImportedTensor> weights = [];
        for (int place = 0; place < _layers.Count; place++)
        {
            EquatableArray<ParameterTensor> tensors = model.Nodes[place].Parameters;
            for (int i = 0; i < tensors.Count; i++)
            {
                if (tensors[i].IsTied)
                {
                    continue;
                }

                float[] values = _layers[place].Weights[i];
                weights.Add(new(tensors[i].Name, [.. tensors[i].Shape], values) { Source = sources.GetValueOrDefault(values) });
            }
        }

        return weights;
    }
}
