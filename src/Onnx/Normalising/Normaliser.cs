using ConvGen.Onnx.Graphs;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Gives nodes of every opset one meaning. The table of operators is in one place; families write what is in it.</summary>
internal static class Normaliser
{
    private static readonly Dictionary<string, Action<NodeCall>> Operators = new(
        ((IEnumerable<Dictionary<string, Action<NodeCall>>>)
        [
            ActivationForms.Table,
            ArithmeticForms.Table,
            CausalForms.Table,
            ConstantForms.Table,
            MatrixForms.Table,
            NormalisationForms.Table,
            PaddingForms.Table,
            ReductionForms.Table,
            ResizeForms.Table,
            RetiredForms.Table,
            SelectionForms.Table,
            ShapeForms.Table,
            WindowForms.Table,
        ]).SelectMany(table => table));

    /// <summary>The operators that are known.</summary>
    public static IEnumerable<string> Names => Operators.Keys;

    /// <summary>Emits the operations of a node.</summary>
    /// <exception cref="RefusalException">The operator, or a setting, is not known.</exception>
    /// <exception cref="UnknownValueException">It reads what a refused node would have computed.</exception>
    public static void Normalise(GraphNode node, IGraphValues values)
    {
        if (node.Attributes.HasGraph)
        {
            throw new RefusalException(ProblemCodes.Operator, "control flow has no layer");
        }

        if (node.Domain.Length > 0)
        {
            throw new RefusalException(ProblemCodes.Operator, $"operators of the domain '{node.Domain}' are not known");
        }

        if (!Operators.TryGetValue(node.Op, out Action<NodeCall>? normalise))
        {
            throw new RefusalException(ProblemCodes.Operator, $"no layer computes {node.Op}");
        }

        normalise(new(node, values));
    }
}
