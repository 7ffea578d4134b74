using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Replaces uses of blocks by the blocks' layers.</summary>
internal sealed class BlockExpansion
{
    private readonly List<LayerDeclaration> _layers = [];
    private readonly List<string> _tensorNames = [];
    private readonly List<int> _origins = [];
    private readonly List<bool> _inner = [];
    private readonly HashSet<int> _sharing = [];

    // The tensors' names.
    private readonly HashSet<string> _frozen = [];

    private readonly Dictionary<string, (string Kind, bool IsInner)> _names = [];

    // The name of a use refers to the last of its layers.
    private readonly Dictionary<string, string> _lastLayers = [];

    private readonly SharedTensors _shared;

    private BlockExpansion() => _shared = new(name => DeclaredNames.Contains(name));

    /// <summary>The layers without uses.</summary>
    public EquatableArray<LayerDeclaration> Layers { get; private set; }

    /// <summary>
    /// For each layer the prefix of its tensors' names: the layer's name, or that of the block where copies share tensors.
    /// </summary>
    public IReadOnlyList<string> TensorNames => _tensorNames;

    /// <summary>Whether a layer, or the use that it comes from, says that it shares the tensors of another.</summary>
    /// <param name="index">The layer, among those without uses.</param>
    public bool Shares(int index) => _sharing.Contains(index);

    /// <summary>
    /// Whether training is to leave a layer's tensors as they are: because the layer, a use that it comes from, or another that shares with
    /// it is declared so.
    /// </summary>
    /// <param name="index">The layer, among those without uses.</param>
    public bool IsFrozen(int index) => _frozen.Contains(_tensorNames[index]);

    /// <summary>The names of the layers as declared, uses among them.</summary>
    public IReadOnlyList<string> DeclaredNames { get; private set; } = [];

    /// <summary>For each layer whether it comes from a use.</summary>
    public IReadOnlyList<bool> IsInner => _inner;

    /// <summary>For each layer its index in the declaration, or that of the use that it comes from.</summary>
    public IReadOnlyList<int> Origins => _origins;

    /// <summary>Expands a declaration.</summary>
    /// <param name="layers">The layers as declared.</param>
    /// <param name="report">Receives names that cannot be used.</param>
    public static BlockExpansion Of(EquatableArray<LayerDeclaration> layers, Action<Subject, Problem> report)
    {
        var expansion = new BlockExpansion();
        string[] names = LayerNames.Assign(layers, report);
        expansion.DeclaredNames = names;
        string? above = null;
        for (int i = 0; i < layers.Count; i++)
        {
            LayerDeclaration declared = expansion.Resolve(layers[i]);
            int origin = i;
            above = declared.Layer is UseLayer use
                ? expansion.AddCopies(
                    use,
                    declared with { From = declared.From ?? above },
                    CopyNamesOf(layers[i], names[i]),
                    default,
                    origin,
                    report)
                : expansion.Add(declared with { Name = names[i] }, default, names[i], origin, report);
        }

        expansion.Layers = expansion._layers.ToEquatableArray();
        return expansion;
    }

    /// <summary>The name of a layer's value in the declaration; <see langword="null"/> inside a use.</summary>
    /// <param name="index">The layer, among those without uses.</param>
    public string? ReferenceTo(int index)
    {
        string name = _layers[index].Name!, declared = DeclaredNames[_origins[index]];
        return !_inner[index] ? name
            : _lastLayers.TryGetValue(declared, out string? last) && last == name ? declared
            : null;
    }

    /// <summary>The declared name of a value: that of the use instead of the last of its layers.</summary>
    public string DeclaredNameOf(string name) =>
        _lastLayers.Where(use => use.Value == name && DeclaredNames.Contains(use.Key)).Select(use => use.Key).FirstOrDefault() ?? name;

    /// <summary>The declared names that a layer can read, for a message; without those inside uses.</summary>
    /// <param name="index">The layer, among those without uses.</param>
    public IEnumerable<string> DeclaredAbove(int index) => Enumerable.Range(0, index)
        .Where(other => ReferenceTo(other) is not null)
        .Select(other => _inner[other] ? $"'{DeclaredNames[_origins[other]]}' (a Use)" : $"'{_layers[other].Name}'");

    /// <summary>The names that a layer can read: of the layers above it, and of uses.</summary>
    /// <param name="index">The layer, among those without uses.</param>
    public IEnumerable<string> NamesAbove(int index)
    {
        HashSet<string> above = [.. _layers.Take(index).Select(layer => layer.Name!)];
        return above.Concat(_lastLayers.Where(use => above.Contains(use.Value)).Select(use => use.Key));
    }

    /// <summary>Reports a problem of a layer at the layer's place in the declaration.</summary>
    /// <param name="subject">What it is about, among the layers without uses.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="report">Receives it with what it is about in the declaration.</param>
    public void Report(Subject subject, Problem problem, Action<Subject, Problem> report)
    {
        if (subject.Kind != SubjectKind.Layer)
        {
            report(subject, problem);
            return;
        }

        int origin = _origins[subject.Index];
        report(Subject.OfLayer(origin), _inner[subject.Index] ? OfBlock(problem, DeclaredNames[origin]) : problem);
    }

    // A fix for a layer of a block would change the block, and with it every other use. A name that the use itself reads may be fixed.
    private static Problem OfBlock(Problem problem, string use) => problem with
    {
        Fixes = EquatableArray<Fix>.Empty,
        Suggestion = problem.Arguments.Any(argument => argument.StartsWith(use + ".", StringComparison.Ordinal))
            ? null
            : problem.Suggestion,
    };

    private string Add(LayerDeclaration layer, Surroundings around, string inner, int origin, Action<Subject, Problem> report)
    {
        string name = layer.Name!, ownTensors = around.TensorsOf(inner);
        Take(name, layer.Layer.Kind, around.IsInner, origin, report);
        string tensorName = _shared.OfLayer(layer, ownTensors, problem => report(Subject.OfLayer(origin), problem));
        Surroundings own = around.With(layer);
        if (own.IsShared)
        {
            _ = _sharing.Add(_layers.Count);
        }

        if (own.IsFrozen)
        {
            _ = _frozen.Add(tensorName);
        }

        _layers.Add(layer);
        _tensorNames.Add(tensorName);
        _origins.Add(origin);
        _inner.Add(around.IsInner);
        return name;
    }

    // Names of layers that are declared beside each other have been compared already.
    private void Take(string name, string kind, bool isInner, int origin, Action<Subject, Problem> report)
    {
        if (!_names.TryGetValue(name, out (string Kind, bool IsInner) other))
        {
            _names.Add(name, (kind, isInner));
        }
        else if (isInner || other.IsInner)
        {
            report(Subject.OfLayer(origin), Problem.Of(ProblemIds.DuplicateName, [kind, name, other.Kind], "Name"));
        }
    }

    private void Refer(string name, string? last)
    {
        if (last is not null)
        {
            _lastLayers[name] = last;
        }
    }

    private static CopyNames CopyNamesOf(LayerDeclaration declared, string name) =>
        declared.Name is { } given && new CopyNames(given) is var names && names.Stem == name ? names : new CopyNames(name);

    private string? AddCopies(
        UseLayer use,
        LayerDeclaration declared,
        CopyNames names,
        Surroundings around,
        int origin,
        Action<Subject, Problem> report)
    {
        int count = use.Copies.Count;
        Func<int, string> tensors = _shared.OfUse(
            declared with { Name = around.NameOf(names.Stem) },
            use,
            copy => around.TensorsOf(use.Tied ? names.Stem : names.Of(copy, count)),
            problem => report(Subject.OfLayer(origin), problem));
        string? last = declared.From;
        for (int copy = 0; copy < count; copy++)
        {
            string own = names.Of(copy, count);
            string name = around.NameOf(own);
            last = AddCopy(use.Copies[copy], around.With(declared) with { Prefix = name, Tensors = tensors(copy) }, last, origin, report);
            if (own != names.Stem)
            {
                Take(name, use.Kind, isInner: true, origin, report);
                Refer(name, last);
            }
        }

        Refer(around.NameOf(names.Stem), last);
        return last;
    }

    private string? AddCopy(
        EquatableArray<LayerDeclaration> layers,
        Surroundings around,
        string? input,
        int origin,
        Action<Subject, Problem> report)
    {
        // Names inside a block are local to it; only its input comes from outside.
        string[] names = LayerNames.Assign(layers, (_, problem) => report(Subject.OfLayer(origin), OfBlock(problem, around.Prefix!)));
        string Outside(string inner) => inner == UseLayer.BlockInput && input is not null ? input : around.NameOf(inner);

        string? above = input;
        for (int i = 0; i < layers.Count; i++)
        {
            LayerDeclaration inner = Resolve(layers[i] with
            {
                Name = around.NameOf(names[i]),
                From = layers[i].From is { } from ? Outside(from) : i == 0 ? input : null,
                With = layers[i].With.Select(Outside).ToEquatableArray(),
                Share = layers[i].Share is { } share ? around.NameOf(share) : null,
            });
            above = inner.Layer is UseLayer use
                ? AddCopies(
                    use,
                    inner with { From = inner.From ?? above },
                    CopyNamesOf(layers[i], names[i]),
                    around,
                    origin,
                    report)
                : Add(inner, around, names[i], origin, report);
        }

        return above;
    }

    private LayerDeclaration Resolve(LayerDeclaration layer)
    {
        string Last(string name) => _lastLayers.TryGetValue(name, out string? last) ? last : name;
        return layer with { From = layer.From is { } from ? Last(from) : null, With = layer.With.Select(Last).ToEquatableArray() };
    }

    // What layers of a use have of it: what their names, and those of their tensors, begin with. Of the network itself nothing.
    private readonly record struct Surroundings(string? Prefix, string? Tensors, bool IsShared, bool IsFrozen)
    {
        public bool IsInner => Prefix is not null;

        public string NameOf(string inner) => Prefix is null ? inner : $"{Prefix}.{inner}";

        public string TensorsOf(string inner) => Tensors is null ? inner : $"{Tensors}.{inner}";

        public Surroundings With(LayerDeclaration declared) => this with
        {
            IsShared = IsShared || declared.Share is not null,
            IsFrozen = IsFrozen || !declared.Trainable,
        };
    }
}
