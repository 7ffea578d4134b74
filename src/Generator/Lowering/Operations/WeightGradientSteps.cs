using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>The steps of a weight gradient: sums in packed order, then the tensor's gradient.</summary>
internal static class WeightGradientSteps
{
    // Ranges of examples that are summed apart where the weights alone are too few pieces of work for several threads.
    private const int SlicesOfFewWeights = 4;
    private const int FewPieces = 8;

    public static void Add(
        ScheduleBuilder schedule, string kind, WeightMapText map, Lattice input, Lattice gradient, Operand x, Operand dy, string weights, bool mayslice)
    {
        ChannelGroups channels = map.Channels;
        string label = $"{kind}{Of(map.Window.Height.Taps)}x{Of(map.Window.Width.Taps)}From{Of(channels.Inputs)}To{Of(channels.Outputs)}";
        WindowGeometry window = map.Window.FromItsStart;
        WeightGradientKernel whole = map.Kernels is { PackedApart: true }
            ? new(label, channels, window.OfOnePosition, input, gradient, 1, window)
            : new(label, channels, window, input, gradient, 1);
        bool few = whole.Items(Emission.VectorTarget.Avx512).Count < FewPieces;
        WeightGradientKernel kernel = whole with { Slices = mayslice && few ? SlicesOfFewWeights : 1 };
        Operand sums = schedule.Scratch(kernel.Slices * kernel.ResultLength);
        schedule.Step(kernel, x, dy, sums);
        schedule.Call($"{Names.Packing}.UnpackConvolution({sums.Expression}, {schedule.Gradient(weights).Expression}, {map.Expression()}, {Of(kernel.Slices)}, {Of(kernel.ResultLength)});");
    }
}
