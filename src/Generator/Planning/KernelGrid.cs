using ConvGen.Generator.Kernels;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>
/// Kernels that differ between the positions of a convolution's output: position p of an axis has kernel p mod the number of kernels
/// along it. In the tensor they follow each other in row-major order.
/// </summary>
/// <param name="Depth">Kernels along the depth.</param>
/// <param name="Height">Kernels along the height.</param>
/// <param name="Width">Kernels along the width.</param>
/// <param name="Length">Weights of one kernel for all channels.</param>
/// <param name="IsOfInput">Whether the output whose kernels these are is what the window reads (an input gradient) and not what it writes.</param>
/// <param name="PackedApart">Whether positions of a window have different kernels, so that each has packed weights of its own.</param>
internal sealed record KernelGrid(int Depth, int Height, int Width, int Length, bool IsOfInput, bool PackedApart)
{
    /// <summary>Adds to a weight map which kernel a weight is of.</summary>
    public void AddTo(List<string> parts, WindowGeometry window)
    {
        Add(parts, nameof(Depth), window.Depth, Depth, Height * Width * Length);
        Add(parts, nameof(Height), window.Height, Height, Width * Length);
        Add(parts, nameof(Width), window.Width, Width, Length);
    }

    private void Add(List<string> parts, string axis, AxisWindow window, int count, int stride)
    {
        int positions = PackedApart ? window.Count : 1;
        if (count == 1 && positions == 1)
        {
            return;
        }

        (int first, int positionStep, int tapStep) = IsOfInput
            ? (window.InStart, window.InStep, window.TapStep)
            : (window.OutStart, window.OutStep, 0);

        // Beyond the map the gradient is zero, whatever kernel it meets.
        int[] numbers = [count, ((first % count) + count) % count, positionStep, tapStep, positions, stride];
        parts.Add($"{axis}Kernels = new {Names.KernelCycle}({string.Join(", ", numbers.Select(Text.Of))})");
    }
}
