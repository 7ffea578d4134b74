using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Normalising;

namespace ConvGen.Onnx.Patterns;

/// <summary>Finds operations that are one layer together, and leaves out what nothing reads any more.</summary>
internal static class PatternRewriter
{
    private static readonly Rule[] Rules = [.. ActivationRules.All, .. NormalisationRules.All, .. AffineRules.All];

    /// <summary>The graph with one operation for each pattern.</summary>
    public static NormalisedGraph Rewrite(NormalisedGraph graph)
    {
        Matching matching = new(graph);
        List<Operation> operations = [];
        foreach (Operation operation in graph.Operations)
        {
            Operation current = operation;
            while (Apply(matching, current) is { } replaced)
            {
                matching.Replace(current = replaced);
            }

            operations.Add(current);
        }

        HashSet<string> read = [.. graph.Outputs.Select(output => output.Value)];
        List<Operation> kept = [];
        foreach (Operation operation in Enumerable.Reverse(operations))
        {
            if (read.Contains(operation.Output))
            {
                kept.Add(operation);
                read.UnionWith(operation.Inputs);
            }
        }

        kept.Reverse();
        return graph with { Operations = kept, Shapes = matching.Shapes, Constants = matching.Constants };
    }

    private static Operation? Apply(Matching matching, Operation operation)
    {
        foreach (Rule rule in Rules)
        {
            if (matching.Find(rule.Pattern, operation) && rule.Replace(matching, operation) is { } replaced)
            {
                return replaced;
            }
        }

        return null;
    }
}
