using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Whose tensors each layer and each use has, by their full names: its own, or those of an earlier one that it shares.</summary>
/// <param name="isLater">Whether a name that is not known yet is declared further below.</param>
internal sealed class SharedTensors(Func<string, bool> isLater)
{
    private readonly Dictionary<string, Owner> _owners = [];

    // What kind of layer has tensors of each name.
    private readonly Dictionary<string, string> _kinds = [];

    /// <summary>The first part of the names of a layer's tensors.</summary>
    /// <param name="layer">The layer, with its full name and that of what it shares.</param>
    /// <param name="own">What it is where it shares nothing.</param>
    /// <param name="report">Receives the problem where nothing can be shared.</param>
    public string OfLayer(LayerDeclaration layer, string own, Action<Problem> report)
    {
        string tensors = Find(layer, report) is { } owner ? owner.Tensors(0) : own;
        _owners[layer.Name!] = new(layer.Layer, layer.Share, _ => tensors);
        if (_kinds.TryGetValue(tensors, out string? kind) && kind != layer.Layer.Kind)
        {
            report(Problem(layer.Layer.Title(layer.Name!), layer.Share ?? tensors, $"it is of kind {kind}"));
            return layer.Name!;
        }

        _kinds[tensors] = layer.Layer.Kind;
        return tensors;
    }

    /// <summary>For each copy of a use the first part of the names of its tensors.</summary>
    /// <param name="declared">The use, with its full name and that of what it shares.</param>
    /// <param name="use">Its copies.</param>
    /// <param name="own">What it is where it shares nothing.</param>
    /// <param name="report">Receives the problem where nothing can be shared.</param>
    public Func<int, string> OfUse(LayerDeclaration declared, UseLayer use, Func<int, string> own, Action<Problem> report)
    {
        Func<int, string> tensors = own;
        if (Find(declared, report) is { Layer: UseLayer other } owner)
        {
            if (other.Tied || other.Copies.Count == use.Copies.Count)
            {
                tensors = owner.Tensors;
            }
            else
            {
                string counts = $"that has {NumberText.Plain(other.Copies.Count)} copies with tensors of their own, "
                    + $"this has {NumberText.Plain(use.Copies.Count)}";
                report(Problem(use.Title(declared.Name!), declared.Share!, counts));
            }
        }

        _owners[declared.Name!] = new(use, declared.Share, tensors);
        return tensors;
    }

    private Owner? Find(LayerDeclaration layer, Action<Problem> report)
    {
        if (layer.Share is not { } name)
        {
            return null;
        }

        string title = layer.Layer.Title(layer.Name!);
        if (!_owners.TryGetValue(name, out Owner? owner))
        {
            string? nearest = NearestName.Find(name, _owners.Keys);
            string hint = nearest is null ? string.Empty : $"; did you mean '{nearest}'?";
            report(name == layer.Name ? Problem(title, name, "it is the same layer")
                : isLater(name) ? Problem(title, name, "it comes later")
                : Problem(title, name, $"there is no layer of that name above{hint}") with { Suggestion = nearest });
            return null;
        }

        if (owner.Share is { } first)
        {
            report(Problem(title, name, $"it shares those of '{first}'; name that") with { Suggestion = first });
            return null;
        }

        if (owner.Layer.Kind != layer.Layer.Kind)
        {
            report(Problem(title, name, $"it is of kind {owner.Layer.Kind}"));
            return null;
        }

        return owner;
    }

    private static Problem Problem(string title, string name, string reason) =>
        Problems.Problem.Of(ProblemIds.NothingToShare, [title, name, reason], "Share");

    private sealed record Owner(Layer Layer, string? Share, Func<int, string> Tensors);
}
