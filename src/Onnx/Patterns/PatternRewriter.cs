using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Normalising;

namespace ConvGen.Onnx.Patterns;

/// <summary>Finds operations that are one layer together, and leaves out what nothing reads any more.</summary>
internal static class PatternRewriter
{
    // Arithmetic becomes an affine function only where it is no part of a larger pattern.
    private static readonly Rule[][] Passes =
    [
        [
            .. InputRules.All,
            .. BroadcastRules.All,
            .. ActivationRules.All,
            .. NormalisationRules.All,
            .. PaddingRules.All,
            .. SelectionRules.All,
        ],
        [.. AffineRules.All],
    ];

    /// <summary>The graph with one operation for each pattern.</summary>
    public static NormalisedGraph Rewrite(NormalisedGraph graph) => Passes.Aggregate(graph, Rewrite);

    private static NormalisedGraph Rewrite(NormalisedGraph graph, Rule[] rules)
    {
        Matching matching = new(graph);
        List<Operation> operations = [];
        foreach (Operation operation in graph.Operations)
        {
            Operation current = operation;
            while (Apply(matching, rules, current) is { } replaced)
            {
                matching.Replace(current = replaced);
            }

            operations.Add(current);
        }

        return graph with { Operations = Needed(graph, operations), Shapes = matching.Shapes, Constants = matching.Constants };
    }

    private static List<Operation> Needed(NormalisedGraph graph, List<Operation> operations)
    {
        HashSet<string> read = [.. graph.Outputs.Select(output => output.Value)];
        List<Operation> needed = [];
        foreach (Operation operation in Enumerable.Reverse(operations))
        {
            if (read.Contains(operation.Output))
            {
                needed.Add(operation);
                read.UnionWith(operation.Inputs);
            }
        }

        needed.Reverse();
        return needed;
    }

    private static Operation? Apply(Matching matching, Rule[] rules, Operation operation)
    {
        foreach (Rule rule in rules)
        {
            if (matching.Find(rule.Pattern, operation) && rule.Replace(matching, operation) is { } replaced)
            {
                return replaced;
            }
        }

        return null;
    }
}
