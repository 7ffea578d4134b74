using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Scheduling.Operations;

/// <summary>The gradient of a tensor of weights: sums in packed order, then the tensor's gradient.</summary>
/// <param name="Kind">What the kernel is called.</param>
/// <param name="Map">Which weight goes where.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Gradient">Strides of the output's gradient.</param>
/// <param name="X">The input.</param>
/// <param name="Dy">The output's gradient.</param>
/// <param name="Weights">The tensor.</param>
/// <param name="MaySlice">Whether ranges of examples may be summed apart.</param>
internal sealed record WeightGradientSum(
    string Kind, WeightMap Map, Strides Input, Strides Gradient, Place X, Place Dy, string Weights, bool MaySlice)
{
    /// <summary>How networks sum that are not exact; null where they do it by the definition too.</summary>
    public WinogradGradientPlan? Winograd { get; init; }

    // Ranges of examples that are summed apart where the weights alone are too few pieces of work for several threads.
    private const int SlicesOfFewWeights = 4;
    private const int MinPieces = 8;

    /// <summary>Adds the steps.</summary>
    public void AddTo(ScheduleBuilder schedule)
    {
        ChannelGroups channels = Map.Channels;
        string label = $"{Kind}{Of(Map.Window.Height.Taps)}x{Of(Map.Window.Width.Taps)}From{Of(channels.Inputs)}To{Of(channels.Outputs)}";
        WindowGeometry window = Map.Window.FromItsStart;
        WeightGradientKernel whole = Map.Kernels is { PackedApart: true }
            ? new(label, channels, window.OfOnePosition, Input, Gradient, 1, window)
            : new(label, channels, window, Input, Gradient, 1);
        WinogradWeightGradientKernel? fast = Winograd is null ? null : new($"Winograd{label}", Winograd, Input, Gradient, 1);
        bool few = (fast ?? (EmittedKernel)whole).Items(VectorTarget.Avx512).Count < MinPieces;
        WeightGradientKernel kernel = whole with { Slices = MaySlice && few ? SlicesOfFewWeights : 1 };
        Place sums = schedule.Scratch(kernel.Slices * kernel.ResultLength);
        if (fast is not null)
        {
            schedule.Step(
                fast with { Slices = kernel.Slices }, StepMode.Fast, X, Dy, sums, schedule.Workspace(fast.WorkspaceLength));
        }

        schedule.Step(kernel, fast is null ? StepMode.Always : StepMode.Exact, X, Dy, sums);
        schedule.Finish(new UnpackConvolutionStep(
            schedule.Layer, sums, schedule.Gradient(Weights), Map.Order, kernel.Slices, kernel.ResultLength));
    }
}
