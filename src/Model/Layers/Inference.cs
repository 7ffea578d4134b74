using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>What follows from the shapes that a layer reads.</summary>
/// <param name="Shape">The shape of its output.</param>
public sealed record Inference(FeatureShape Shape)
{
    /// <summary>The layer with its settings resolved, when they depend on the input.</summary>
    public Layer? Resolved { get; init; }

    /// <summary>For windowed layers the window along each axis.</summary>
    public EquatableArray<WindowAxis> Axes { get; init; }

    /// <summary>For layers that resample, the resampling along each axis.</summary>
    public EquatableArray<SampledAxis> Samples { get; init; }

    /// <summary>Its tensors, in the order of the weight file.</summary>
    public EquatableArray<ParameterTensor> Parameters { get; init; }

    /// <summary>Multiply-accumulate operations of one example; saturates at <see cref="long.MaxValue"/>.</summary>
    public long Macs { get; init; }

    /// <summary>The settings for tables.</summary>
    public string Settings { get; init; } = string.Empty;
}
