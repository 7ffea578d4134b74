using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>
/// Places the layers of a network one after the other: each infers its shape from the shapes that it reads.
/// </summary>
internal static class LayerPlacement
{
    /// <summary>Places every layer whose settings are right and whose inputs could be placed.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="expansion">Its layers.</param>
    /// <param name="report">Receives each problem with the layer that it is about.</param>
    /// <returns>The layers as placed; <see langword="null"/> for those with a problem, and for what reads them.</returns>
    public static Node?[] Place(NetworkDeclaration declaration, BlockExpansion expansion, Action<Subject, Problem> report)
    {
        EquatableArray<LayerDeclaration> layers = expansion.Layers;
        string[] names = [.. layers.Select(layer => layer.Name!)];
        var nodes = new Node?[layers.Count];
        var fields = new FieldOfView?[layers.Count];
        bool[] hasGradient = new bool[layers.Count];
        var limits = new CodeLimits();
        bool hasInput = layers.Any(layer => layer.Layer is InputLayer);
        var wiring = new LayerWiring(expansion, names, (subject, problem) =>
        {
            // Without any input only the missing input is reported, not the layer that would read it.
            if (hasInput || problem.Id != ProblemIds.NothingAbove)
            {
                report(
                    subject,
                    problem.Id == ProblemIds.NothingToCombine
                        ? problem with { Fixes = CombinationFixes.For(expansion, nodes, subject.Index) }
                        : problem);
            }
        });

        for (int i = 0; i < layers.Count; i++)
        {
            Layer layer = layers[i].Layer;
            List<Problem> problems = [];
            layer.CheckValues(names[i], problems);
            EquatableArray<int>? reads = wiring.Resolve(i);

            // A layer that reads one with a problem has no input shape and is not checked.
            if (problems.Count == 0 && reads is { } indices && indices.All(index => nodes[index] is not null))
            {
                Node[] read = [.. indices.Select(index => nodes[index]!)];
                Inference? inference = layer.Infer(expansion.TensorNames[i], read, problems);
                bool readsGradient = indices.Any(index => hasGradient[index]);
                if (inference is not null && NetworkRules.Fits(layer, names[i], inference, problems)
                    && limits.Fits(layer, names[i], inference, readsGradient, problems))
                {
                    bool isTrained = (!expansion.IsFrozen(i) && inference.Parameters.Any(tensor => tensor.IsTrainable))
                        || (layer is InputLayer && declaration.InputGradient);
                    hasGradient[i] = readsGradient || (declaration.Trainable && isTrained);
                    FieldOfView field = layer is InputLayer
                        ? FieldOfView.OfInput(inference.Shape)
                        : FieldOfView.Union([.. indices.Select(index => fields[index]!)]).Through(layer, read[0].Shape, inference);
                    fields[i] = field;
                    nodes[i] = ToNode(names[i], layer, indices, inference, field);
                }
                else
                {
                    KeepFixesThatHelp(layer, expansion.TensorNames[i], read, problems);
                    ReferenceFixes.Add(expansion, nodes, i, indices, problems);
                }
            }

            foreach (Problem problem in problems)
            {
                report(Subject.OfLayer(i), problem);
            }
        }

        return nodes;
    }

    // A window that fits its input may still break a rule of its layer, as of a filter with a fixed size.
    private static void KeepFixesThatHelp(Layer layer, string name, Node[] read, List<Problem> problems)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            Problem problem = problems[i];
            bool Helps(Fix fix)
            {
                if (fix.Window is not { } window)
                {
                    return true;
                }

                List<Problem> left = [];
                return layer.With(window) is { } corrected
                    && (corrected.Infer(name, read, left) is not null
                        || left.All(other => other.Id != problem.Id && problems.Any(known => known.Id == other.Id)));
            }

            if (problem.Fixes.Count > 0)
            {
                problems[i] = problem with { Fixes = problem.Fixes.Where(Helps).ToEquatableArray() };
            }
        }
    }

    private static Node ToNode(string name, Layer layer, EquatableArray<int> reads, Inference inference, FieldOfView field) => new(
        name,
        inference.Resolved ?? layer,
        reads,
        inference.Shape,
        inference.Axes,
        inference.Parameters,
        inference.Macs,
        field.ToReceptiveField(),
        inference.Settings);
}
