using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Plans;

/// <summary>When a step is done.</summary>
internal enum StepMode
{
    /// <summary>In every network.</summary>
    Always,

    /// <summary>Unless the network is exact.</summary>
    Fast,

    /// <summary>In exact networks.</summary>
    Exact,
}

/// <summary>One entry of a pass.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
internal abstract record Step(string Layer)
{
    /// <summary>What it does, as profiles show it.</summary>
    public abstract string Algorithm { get; }

    /// <summary>In which networks the step is done.</summary>
    public StepMode Mode { get; init; }

    /// <summary>In which form the loss must take an output for the step to be done; null for any.</summary>
    public OutputForm? When { get; init; }
}

/// <summary>Work that can be split among threads.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
internal abstract record WorkStep(string Layer) : Step(Layer)
{
    /// <summary>What does the work.</summary>
    public abstract Kernel Work { get; }

    /// <inheritdoc/>
    public sealed override string Algorithm => Work.Algorithm;
}

/// <summary>A kernel over its operands.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Operands">The memory that it works on, in the order of its parameters.</param>
internal sealed record KernelStep(string Layer, EmittedKernel Kernel, EquatableArray<Place> Operands) : WorkStep(Layer)
{
    /// <inheritdoc/>
    public override Kernel Work => Kernel;

    /// <summary>Which stream of random numbers it takes; null for none.</summary>
    public int? RandomStream { get; init; }
}

/// <summary>Makes the halo of a value zero.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Value">Where the value is.</param>
/// <param name="Layout">How it is stored.</param>
internal sealed record HaloStep(string Layer, ArenaPlace Value, ValueLayout Layout) : WorkStep(Layer)
{
    /// <inheritdoc/>
    public override Kernel Work => new HaloKernel(Layout);
}

/// <summary>What the caller's thread does by itself: it brings what kernels have summed to the gradient of a tensor.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
internal abstract record GradientStep(string Layer, Place Sums, Place Gradient) : Step(Layer)
{
    /// <inheritdoc/>
    public sealed override string Algorithm => "parameter gradient";
}

/// <summary>Adds what another layer contributes to a tensor that both have.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Length">Floats.</param>
internal sealed record AccumulateStep(string Layer, Place Sums, Place Gradient, int Length) : GradientStep(Layer, Sums, Gradient);

/// <summary>Brings the weights of a convolution from the order in which they are packed into that of the file.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Order">Which weight goes where.</param>
/// <param name="Slices">How many sums there are of each.</param>
/// <param name="SliceLength">Floats from one to the next.</param>
internal sealed record UnpackConvolutionStep(string Layer, Place Sums, Place Gradient, WeightOrder Order, int Slices, int SliceLength)
    : GradientStep(Layer, Sums, Gradient);

/// <summary>The same for a depthwise convolution.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Order">Which weight goes where.</param>
internal sealed record UnpackDepthwiseStep(string Layer, Place Sums, Place Gradient, WeightOrder Order)
    : GradientStep(Layer, Sums, Gradient);

/// <summary>The same for a number per element of an example.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Positions">Positions.</param>
internal sealed record UnpackUnitsStep(string Layer, Place Sums, Place Gradient, int Channels, int Positions)
    : GradientStep(Layer, Sums, Gradient);

/// <summary>Sums over channels what belongs to positions.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Positions">Positions.</param>
internal sealed record SumChannelsStep(string Layer, Place Sums, Place Gradient, int Channels, int Positions)
    : GradientStep(Layer, Sums, Gradient);

/// <summary>Makes of the gradient by weights that are a softmax the gradient by its scores, in its place.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Sums">Where the sums are.</param>
/// <param name="Gradient">The gradient of the tensor, or memory that is added to it later.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Taps">Taps of a channel.</param>
internal sealed record SoftmaxGradientStep(string Layer, Place Sums, Place Gradient, int Channels, int Taps)
    : GradientStep(Layer, Sums, Gradient);
