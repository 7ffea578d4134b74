using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Tensors that several layers share: the first owns them.</summary>
internal static class TiedTensors
{
    /// <summary>Marks the tensors that an earlier layer owns, and reports those with another shape.</summary>
    /// <param name="nodes">The layers; those that could not be placed are <see langword="null"/>.</param>
    /// <param name="tensorNames">The prefix of each layer's tensor names: its own name where it shares none.</param>
    /// <param name="report">Receives what does not fit.</param>
    public static Node?[] Mark(Node?[] nodes, IReadOnlyList<string> tensorNames, Action<Subject, Problem> report)
    {
        Dictionary<string, EquatableArray<int>> shapes = [];
        return [.. nodes.Select((node, i) => node is null || node.Name == tensorNames[i] ? node : node with
        {
            Parameters = node.Parameters.Select(tensor => Mark(tensor, shapes, node, i, report)).ToEquatableArray(),
        })];
    }

    private static ParameterTensor Mark(
        ParameterTensor tensor, Dictionary<string, EquatableArray<int>> shapes, Node node, int index, Action<Subject, Problem> report)
    {
        if (!shapes.TryGetValue(tensor.Name, out EquatableArray<int> shape))
        {
            shapes.Add(tensor.Name, tensor.Shape);
            return tensor;
        }

        if (shape != tensor.Shape)
        {
            string[] arguments = [node.Layer.Title(node.Name), tensor.Name, NumberText.Sizes(shape), NumberText.Sizes(tensor.Shape)];
            report(Subject.OfLayer(index), Problem.Of(ProblemIds.TiedShapes, arguments, "Tied"));
        }

        return tensor with { IsTied = true };
    }
}
