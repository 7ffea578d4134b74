namespace ConvGen.Generator.Geometry;

/// <summary>
/// Kernels that differ between the positions of a convolution's output: position p of an axis has kernel p mod the number of kernels
/// along it. In the tensor they follow each other in row-major order.
/// </summary>
/// <param name="Depth">Kernels along the depth.</param>
/// <param name="Height">Kernels along the height.</param>
/// <param name="Width">Kernels along the width.</param>
/// <param name="Length">Weights of one kernel for all channels.</param>
/// <param name="IsOfInput">
/// Whether the output whose kernels these are is what the window reads (an input gradient) and not what it writes.
/// </param>
/// <param name="PackedApart">Whether positions of a window have different kernels, so that each has packed weights of its own.</param>
internal sealed record FilterGrid(int Depth, int Height, int Width, int Length, bool IsOfInput, bool PackedApart)
{
    /// <summary>How filters alternate along the axes of a window; the default for an axis that has one.</summary>
    public (FilterCycle Depth, FilterCycle Height, FilterCycle Width) Cycles(WindowGeometry window) => (
        Cycle(window.Depth, Depth, Height * Width * Length),
        Cycle(window.Height, Height, Width * Length),
        Cycle(window.Width, Width, Length));

    private FilterCycle Cycle(AxisWindow window, int count, int stride)
    {
        int positions = PackedApart ? window.Count : 1;
        if (count == 1 && positions == 1)
        {
            return default;
        }

        (int first, int positionStep, int tapStep) = IsOfInput
            ? (window.InStart, window.InStep, window.TapStep)
            : (window.OutStart, window.OutStep, 0);

        // Beyond the map the gradient is zero, whatever filter it meets.
        return new(count, ((first % count) + count) % count, positionStep, tapStep, positions, stride);
    }
}
