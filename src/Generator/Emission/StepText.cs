using ConvGen.Generator.Kernels;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Steps as calls.</summary>
internal static class StepText
{
    /// <summary>The call that does items of work.</summary>
    /// <param name="step">The step.</param>
    /// <param name="library">The kernels.</param>
    /// <param name="user">What the kernel is for.</param>
    /// <param name="begin">The first item, as an expression.</param>
    /// <param name="end">The item that it ends before.</param>
    /// <param name="worker">The number of the thread.</param>
    public static string Call(WorkStep step, KernelLibrary library, KernelUser user, string begin, string end, string worker)
    {
        IEnumerable<string> arguments = step switch
        {
            KernelStep kernel => kernel.Operands.Select(place => PlaceText.OfStep(place, worker))
                .Concat(kernel.RandomStream is { } stream ? [$"c.Key({Of(stream)})"] : []),
            HaloStep halo => [PlaceText.OfStep(halo.Value), StoredLayoutText.Expression(halo.Layout, halo.Layout.Origin)],
            _ => throw new NotSupportedException($"Unknown kind of step {step.GetType().Name}."),
        };
        if (step.Work.TakesExamples)
        {
            arguments = arguments.Concat(["c.PassExamples"]);
        }

        return $"{library.Require(step.Work, user)}({string.Join(", ", arguments)}, {begin}, {end});";
    }

    /// <summary>The call that brings sums to the gradient of a tensor.</summary>
    public static string Call(GradientStep step)
    {
        (string routine, string arguments) = step switch
        {
            AccumulateStep sum => ("Accumulate", Of(sum.Length)),
            UnpackConvolutionStep unpack =>
                ("UnpackConvolution", $"{WeightOrderText.Expression(unpack.Order)}, {Of(unpack.Slices)}, {Of(unpack.SliceLength)}"),
            UnpackDepthwiseStep unpack => ("UnpackDepthwise", WeightOrderText.Expression(unpack.Order)),
            UnpackUnitsStep unpack => ("UnpackUnits", $"{Of(unpack.Channels)}, {Of(unpack.Positions)}"),
            SumChannelsStep sum => ("SumChannels", $"{Of(sum.Channels)}, {Of(sum.Positions)}"),
            SoftmaxGradientStep softmax => ("SoftmaxGradient", $"{Of(softmax.Channels)}, {Of(softmax.Taps)}"),
            _ => throw new NotSupportedException($"Unknown kind of step {step.GetType().Name}."),
        };
        return $"{Names.Packing}.{routine}({PlaceText.OfStep(step.Sums)}, {PlaceText.OfStep(step.Gradient)}, {arguments});";
    }
}
