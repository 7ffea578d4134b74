using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Graph;

/// <summary>Other inputs for a layer whose inputs do not fit.</summary>
internal static class ReferenceFixes
{
    /// <summary>The maximum of fixes that are offered.</summary>
    private const int MaxOffered = 4;

    /// <summary>
    /// Adds fixes to problems of a layer's inputs: shapes that do not combine, features where a map is needed.
    /// </summary>
    /// <param name="expansion">The layers.</param>
    /// <param name="nodes">The placed layers above; <see langword="null"/> for those that could not be placed.</param>
    /// <param name="index">The layer.</param>
    /// <param name="reads">The layers that it reads.</param>
    /// <param name="problems">Its problems.</param>
    public static void Add(BlockExpansion expansion, Node?[] nodes, int index, EquatableArray<int> reads, List<Problem> problems)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            if (problems[i] is { Fixes.Count: 0, Id: ProblemIds.CombinedShapes or ProblemIds.ConcatShapes or ProblemIds.RankMismatch })
            {
                problems[i] = problems[i] with { Fixes = For(expansion, nodes, index, reads).ToEquatableArray() };
            }
        }
    }

    // Each fix changes one reference, the last one first, to the nearest values first.
    private static IEnumerable<Fix> For(BlockExpansion expansion, Node?[] nodes, int index, EquatableArray<int> reads)
    {
        LayerDeclaration layer = expansion.Layers[index];
        int listed = layer.Layer.Combines ? layer.With.Count : 0, inflow = reads.Count - listed;
        return Enumerable.Range(0, reads.Count)
            .Reverse()
            .SelectMany(place => Enumerable.Range(0, index).Reverse().Select(other => (Place: place, Other: other)))
            .Where(change => Fits(change.Place, change.Other))
            .Take(MaxOffered)
            .Select((change, i) => new Fix(
                $"value {NumberText.Plain(i + 1)}", Title(change.Place, change.Other), new(Edit(change.Place, change.Other))));

        string Title(int place, int other) => $"Read '{expansion.ReferenceTo(other)}' (output {OutputWith(place, other)})";

        bool Fits(int place, int other) => other != reads[place]
            && nodes[other] is { Layer: not OutputLayer } && expansion.ReferenceTo(other) is not null
            && reads.Where((_, i) => i != place).All(read => read != other) && OutputWith(place, other) is not null;

        FeatureShape? OutputWith(int place, int other) =>
            layer.Layer.Infer(layer.Name!, [.. reads.Select((read, i) => nodes[i == place ? other : read]!)], [])?.Shape;

        ArgumentEdit Edit(int place, int other)
        {
            string name = expansion.ReferenceTo(other)!;
            IEnumerable<string> changed = layer.With.Select((written, i) => i == place - inflow ? name : expansion.DeclaredNameOf(written));
            return place < inflow ? ArgumentEdit.Text("From", name)
                : listed == 1 ? ArgumentEdit.Text("with", name)
                : ArgumentEdit.Texts("with", changed);
        }
    }
}
