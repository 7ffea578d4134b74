using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A call that the caller's thread makes by itself: it brings what kernels have summed to the gradient of a tensor.</summary>
internal sealed record CallStep(string Layer, string Text) : Step(Layer)
{
    /// <inheritdoc/>
    public override string Algorithm => "parameter gradient";
}
