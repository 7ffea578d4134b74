using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Advice;

/// <summary>Reports the output shape and the cost of each attribute.</summary>
internal static class ShapeReport
{
    /// <summary>Reports them for a network without errors.</summary>
    /// <param name="names">The names of the layers as declared.</param>
    /// <param name="declared">The layers as declared.</param>
    /// <param name="layers">The layers after expansion, marks of outputs included.</param>
    /// <param name="advise">Receives it with what it is about.</param>
    public static void Give(
        IReadOnlyList<string> names, EquatableArray<LayerDeclaration> declared, PlacedLayer[] layers, Action<Subject, Problem> advise)
    {
        foreach (IGrouping<int, PlacedLayer> group in layers.GroupBy(layer => layer.Origin))
        {
            Node last = group.Last().Node;
            long parameters = group
                .SelectMany(layer => layer.Node.Parameters)
                .Where(tensor => tensor is { IsTrainable: true, IsTied: false })
                .Sum(tensor => tensor.Length);
            string field = last.ReceptiveField.Count > 0 ? $", receptive field {NumberText.Sizes(last.ReceptiveField)}" : string.Empty;
            string[] arguments =
            [
                declared[group.Key].Layer.Title(names[group.Key]), last.Shape.ToString(), NumberText.Grouped(parameters),
                NumberText.Grouped(group.Sum(layer => layer.Node.Macs)), field,
            ];
            advise(Subject.OfLayer(group.Key), Problem.Of(ProblemIds.LayerShape, arguments));
        }
    }
}
