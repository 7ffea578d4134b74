using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>Reductions: poolings of all positions, or of all channels.</summary>
internal static class ReductionLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["Reduce"] = Reduce };

    /// <summary>The groups of axes that an operation over some axes reads a value in, and which of them it is over.</summary>
    /// <exception cref="RefusalException">They are axes of examples.</exception>
    public static (int[][] Groups, int[] Spans) Spans(OperationCall call, AxisView source)
    {
        int[] axes = call.Settings.Ints("axes");
        if (axes.Any(axis => source.Axes[axis].Any(atom => atom.IsExamples)))
        {
            throw RefusalException.Setting("it mixes examples");
        }

        int[][] groups = Groups(source, axes.Contains);
        return (groups, [.. Enumerable.Range(0, groups.Length).Where(group => groups[group].Any(axes.Contains))]);
    }

    private static AxisView Reduce(OperationCall call)
    {
        AxisView source = call.Data();
        int[] axes = call.Settings.Ints("axes");
        string kind = call.Settings.Text("kind");
        (int[][] groups, int[] spans) = Spans(call, source);
        if (spans.Length == 0)
        {
            // Axes of one position: what is left is the number itself, or its norm.
            AxisView single = kind is "L1" or "L2" ? source with { Source = call.Draft.Add(new AbsLayer(), source.Source) } : source;
            return single.Reshape(call.OutputShape)!;
        }

        LayerValue arranged = call.Arrange(source, groups);
        bool isOfMaps = arranged.Shape.Rank > 0 && spans.SequenceEqual(Enumerable.Range(1, arranged.Shape.Rank));
        Layer layer = (kind, isOfMaps) switch
        {
            ("Mean", true) => new GlobalAvgPoolLayer(),
            ("Max", true) => new GlobalMaxPoolLayer(),
            _ => new ReduceLayer(Kind(kind), new(spans)),
        };
        int[] whole = [.. source.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        AxisView kept = Arranger.View(call.Draft.Add(layer, arranged), whole, groups, source);
        return kept.Reshape(call.OutputShape) ?? throw RefusalException.Setting("axes cannot be left out");
    }

    // Groups that are reduced as a whole, or not at all.
    private static int[][] Groups(AxisView source, Func<int, bool> isReduced)
    {
        int[][] natural = Arranger.Natural(source);
        if (natural.All(group => group.All(isReduced) || !group.Any(isReduced)))
        {
            return natural;
        }

        List<int[]> groups = [];
        foreach (int axis in natural.SelectMany(group => group))
        {
            if (groups.Count > 0 && isReduced(groups[^1][0]) == isReduced(axis))
            {
                groups[^1] = [.. groups[^1], axis];
            }
            else
            {
                groups.Add([axis]);
            }
        }

        int[] order = [.. groups.SelectMany(group => group)];
        return groups.Count <= 4 ? [.. groups] : [[.. order.Where(axis => !isReduced(axis))], [.. order.Where(isReduced)]];
    }

    private static ReductionKind Kind(string kind) => Enum.TryParse(kind, out ReductionKind found)
        ? found
        : throw new RefusalException(ProblemCodes.Operator, $"no layer reduces axes by {kind}");
}
