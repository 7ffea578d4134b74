using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Advice;

/// <summary>
/// Advice about an input whose first dimension looks like a batch, as in PyTorch's N×C×H×W: a volume with so few planes is unlikely.
/// </summary>
internal static class BatchAdvice
{
    /// <summary>Gives the advice for each input.</summary>
    /// <param name="layers">The layers as declared.</param>
    /// <param name="names">Their names.</param>
    /// <param name="advise">Receives it with the input that it is about.</param>
    public static void Give(EquatableArray<LayerDeclaration> layers, IReadOnlyList<string> names, Action<Subject, Problem> advise)
    {
        const int MinExtent = 8;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Layer is not InputLayer { Dimensions: { Count: 4 } shape } input)
            {
                continue;
            }

            if (shape[1] is not (1 or 3 or 4) || Math.Min(shape[2], shape[3]) < MinExtent)
            {
                continue;
            }

            string channels = $"{NumberText.Plain(shape[0])} {(shape[0] == 1 ? "channel" : "channels")}";
            string[] arguments = [input.Title(names[i]), NumberText.Sizes(shape), channels, NumberText.Sizes(shape.Skip(1))];
            advise(Subject.OfLayer(i), Problem.Of(ProblemIds.BatchDimension, arguments, "shape") with
            {
                Fixes = new(Fix.Set("no batch", ArgumentEdit.Numbers("shape", shape.Skip(1)))),
            });
        }
    }
}
