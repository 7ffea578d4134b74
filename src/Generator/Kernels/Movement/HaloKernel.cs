using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Makes the halo of a value zero again, where other values have used its memory; the runtime does so for every shape.</summary>
internal sealed record HaloKernel(ValueLayout Layout) : Kernel
{
    /// <inheritdoc/>
    public override string Algorithm => "halo";

    /// <inheritdoc/>
    public override string Callee(KernelLibrary library) => $"{Names.Halo}.Clear";

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Layout.Blocks, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Layout.Blocks * (Layout.BlockStride - (double)(Layout.Size.Positions * Layout.PixelStride)) / 16;
}
