using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Tensors that several layers share: the first owns them.</summary>
/// <param name="expansion">The layers.</param>
/// <param name="report">Receives what does not fit.</param>
internal sealed class TiedTensors(BlockExpansion expansion, Action<Subject, Problem> report)
{
    private readonly Dictionary<string, EquatableArray<int>> _shapes = [];

    /// <summary>Marks the tensors that an earlier layer owns, and reports those with another shape or without an owner.</summary>
    /// <param name="nodes">The layers; those that could not be placed are <see langword="null"/>.</param>
    /// <param name="expansion">Which layers they are, and how their tensors are called.</param>
    /// <param name="report">Receives what does not fit.</param>
    public static Node?[] Mark(Node?[] nodes, BlockExpansion expansion, Action<Subject, Problem> report)
    {
        TiedTensors tensors = new(expansion, report);
        bool isComplete = nodes.All(node => node is not null);
        return [.. nodes.Select((node, i) => node is null ? null : tensors.Mark(node, i, isComplete))];
    }

    private Node Mark(Node node, int index, bool isComplete)
    {
        // What could not be placed may own what is missed here.
        if (isComplete && expansion.Shares(index))
        {
            ReportMissing(node, index);
        }

        return node.Parameters.Count == 0 ? node : node with
        {
            Parameters = node.Parameters.Select(tensor => Mark(tensor, node, index)).ToEquatableArray(),
        };
    }

    private void ReportMissing(Node node, int index)
    {
        string owner = expansion.TensorNames[index], title = node.Layer.Title(node.Name);
        string? reason = node.Parameters.FirstOrDefault(tensor => !_shapes.ContainsKey(tensor.Name)) is { } missing
            ? $"there is no '{missing.Name}'"
            : node.Parameters.Count == 0 && !expansion.IsInner[index] ? "a layer of this kind, with these settings, has none"
            : null;
        if (reason is not null && owner != node.Name)
        {
            report(Subject.OfLayer(index), Problem.Of(ProblemIds.NothingToShare, [title, owner, reason], "Share"));
        }
    }

    private ParameterTensor Mark(ParameterTensor tensor, Node node, int index)
    {
        if (!_shapes.TryGetValue(tensor.Name, out EquatableArray<int> shape))
        {
            _shapes.Add(tensor.Name, tensor.Shape);
            return tensor;
        }

        // Two layers of one name are an error of their own.
        if (expansion.TensorNames[index] == node.Name)
        {
            return tensor;
        }

        if (shape != tensor.Shape)
        {
            string[] arguments = [node.Layer.Title(node.Name), tensor.Name, NumberText.Sizes(shape), NumberText.Sizes(tensor.Shape)];
            report(Subject.OfLayer(index), Problem.Of(ProblemIds.TiedShapes, arguments, "Share", "Tied"));
        }

        return tensor with { IsTied = true };
    }
}
