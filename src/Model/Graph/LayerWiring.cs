using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Which layers each layer reads.</summary>
/// <param name="expansion">The layers.</param>
/// <param name="names">Their names.</param>
/// <param name="report">Receives references that cannot be resolved.</param>
internal sealed class LayerWiring(BlockExpansion expansion, string[] names, Action<Subject, Problem> report)
{
    private readonly EquatableArray<LayerDeclaration> _layers = expansion.Layers;

    /// <summary>The indices of the layers that a layer reads, or <see langword="null"/> after a problem is reported.</summary>
    public EquatableArray<int>? Resolve(int index)
    {
        LayerDeclaration declaration = _layers[index];
        if (declaration.Layer is InputLayer)
        {
            return EquatableArray<int>.Empty;
        }

        if (declaration.Layer.UndoesPooling)
        {
            return ResolveUnpooling(index);
        }

        List<int?> reads = [];
        if (!declaration.Layer.Combines)
        {
            reads.Add(First(index));
        }
        else if (declaration.With.Count == 0)
        {
            report(Subject.OfLayer(index), Problem.Of(ProblemIds.NothingToCombine, [Title(index)]));
            return null;
        }
        else
        {
            // A single name is combined with the layer above or From; two or more are the whole list, unless From adds one.
            if (declaration.With.Count == 1 || declaration.From is not null)
            {
                reads.Add(First(index));
            }

            for (int i = 0; i < declaration.With.Count; i++)
            {
                reads.Add(Find(index, declaration.With[i], "with", i));
            }
        }

        return reads.Any(read => read is null) ? null : reads.Select(read => read!.Value).ToEquatableArray();
    }

    private EquatableArray<int>? ResolveUnpooling(int index)
    {
        if (_layers[index].From is not { } from)
        {
            ReportNoPooling(index, "has none");
            return null;
        }

        if (Find(index, from, "From", null) is not { } pooling)
        {
            return null;
        }

        if (_layers[pooling].Layer is MaxPoolLayer)
        {
            return Silent().Resolve(pooling) is { } read ? new(index - 1, read[0], pooling) : null;
        }

        ReportNoPooling(index, $"'{from}' is of kind {_layers[pooling].Layer.Kind}");
        return null;
    }

    // Problems of the pooling's own input have been reported with the pooling.
    private LayerWiring Silent() => new(expansion, names, (_, _) => { });

    private void ReportNoPooling(int index, string instead)
    {
        IEnumerable<string> poolings = names.Take(index).Where((_, i) => _layers[i].Layer is MaxPoolLayer).Reverse();
        report(Subject.OfLayer(index), Problem.Of(ProblemIds.NoPooling, [Title(index), instead], "From") with
        {
            Fixes = poolings.Take(1).Select(pooling => Fix.Set("last pooling", ArgumentEdit.Text("From", pooling))).ToEquatableArray(),
        });
    }

    private int? First(int index)
    {
        if (_layers[index].From is { } from)
        {
            return Find(index, from, "From", null);
        }

        if (index > 0)
        {
            return index - 1;
        }

        report(Subject.OfLayer(index), Problem.Of(ProblemIds.NothingAbove, [Title(index)]));
        return null;
    }

    private int? Find(int index, string name, string argument, int? element)
    {
        int found = Array.IndexOf(names, name);
        if (found >= 0 && found < index)
        {
            return found;
        }

        string? nearest = found < 0 ? NearestName.Find(name, expansion.NamesAbove(index)) : null;
        string hint = nearest is null ? Above(index) : $"; did you mean '{nearest}'?";
        Problem problem = found < 0
            ? Problem.Of(ProblemIds.UnknownName, [Title(index), name, hint], argument)
            : Problem.Of(ProblemIds.LaterLayer, [Title(index), found == index ? "itself" : $"'{name}', which comes later"], argument);
        report(Subject.OfLayer(index), problem with { Element = element, Suggestion = nearest });
        return null;
    }

    // Most layers have default names, which the source does not show.
    private string Above(int index)
    {
        const int MaxListed = 12;
        string[] names = [.. expansion.DeclaredAbove(index)];
        string more = names.Length > MaxListed ? $"{NumberText.Plain(names.Length - MaxListed)} more, " : string.Empty;
        return names.Length == 0
            ? string.Empty
            : $"; there are {more}{string.Join(", ", names.Skip(Math.Max(0, names.Length - MaxListed)))}";
    }

    private string Title(int index) => _layers[index].Layer.Title(names[index]);
}
