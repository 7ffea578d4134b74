using ConvGen.Model.Layers;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Limits the code of a network, which grows with what its layers count in a <see cref="CodeCounter"/>.</summary>
internal sealed class CodeLimits
{
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Counts a layer, and reports it when it exceeds a limit.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inference">The layer's inference.</param>
    /// <param name="hasGradient">Whether training needs the gradient of what it reads.</param>
    /// <param name="problems">Receives the limits that it exceeds.</param>
    /// <returns>Whether it exceeds none.</returns>
    public bool Fits(Layer layer, string name, Inference inference, bool hasGradient, ICollection<Problem> problems)
    {
        int before = problems.Count;
        layer.CountCode(inference, hasGradient, new(_counts, layer.Title(name), problems));
        return problems.Count == before;
    }
}
