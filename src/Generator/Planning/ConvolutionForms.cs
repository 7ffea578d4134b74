using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;
using ConvGen.Generator.Tiling;

namespace ConvGen.Generator.Planning;

/// <summary>
/// How the convolutions of a network are done: the algorithm of each phase, and what follows from it for the layout of values.
/// </summary>
/// <param name="memory">What reading weights costs in the network.</param>
internal sealed class ConvolutionForms(MemoryModel memory)
{
    private readonly Dictionary<ConvolutionOperation, ConvolutionPhase[]> _phases = [];

    /// <summary>The phases of an operation, each with the algorithm that suits it.</summary>
    public IReadOnlyList<ConvolutionPhase> PhasesOf(ConvolutionOperation operation)
    {
        if (!_phases.TryGetValue(operation, out ConvolutionPhase[]? phases))
        {
            phases = [.. operation.Phases.Select(map => Choose(map, operation))];
            _phases.Add(operation, phases);
        }

        return phases;
    }

    /// <summary>How a gradient to weights is summed by Winograd's algorithm; null where it is not.</summary>
    public static WinogradGradientPlan? WinogradOf(ConvolutionWeightGradientOperation gradient) =>
        gradient.Input.IsPlanar || gradient.Algorithm is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Fft
            ? null
            : WinogradGradientPlan.Choose(gradient.Map, isAskedFor: gradient.Algorithm == ConvolutionAlgorithm.Winograd);

    /// <summary>Whether an operation can read a value in planar layout.</summary>
    public bool AcceptsPlanar(Operation operation, Value value) => operation switch
    {
        ConvolutionDepthwiseOperation pair => AcceptsPlanar(pair.First, value),
        ConvolutionOperation convolution => value == convolution.Input && value != convolution.Residual && !convolution.IsDepthwise
            && PhasesOf(convolution).All(phase => phase.IsDirect)
            && (convolution.Channels.ReadsAll || convolution.Channels.InputBlocks == 1),
        _ => operation.AcceptsPlanar(value),
    };

    /// <summary>Whether the output of a convolution is better planar, given the layout of its input.</summary>
    public bool PrefersPlanarOutput(ConvolutionOperation convolution) => convolution.Input.IsPlanar
        ? SupportsPlanarRows(convolution) && PrefersPlanarRows(convolution)
        : PrefersDotProducts(convolution);

    /// <summary>Whether the results can be pooled before they are stored.</summary>
    public bool CanPool(ConvolutionOperation convolution) =>
        convolution is { IsPlain: true, IsDepthwise: false, Pool: null, Output.IsPart: false } && PhasesOf(convolution)[0].Fft is null;

    /// <summary>
    /// Whether it is one dense sweep over a plane, by blocks of channels and by the definition, so that it can be done with another.
    /// </summary>
    public bool IsPlainDirect(ConvolutionOperation convolution) =>
        convolution is { IsPlain: true, Pool: null, Output.IsPart: false } && PhasesOf(convolution)[0].IsDirect
        && (convolution.Channels.Groups == 1 || convolution is { IsDepthwise: true, Channels.OutputsPerGroup: 1 });

    /// <summary>Asks the values of an operation for the halos that it reads.</summary>
    public void RequireHalos(Operation operation)
    {
        switch (operation)
        {
            case ConvolutionDepthwiseOperation pair:
                RequireHalos(pair.First);
                break;
            case ConvolutionWeightGradientOperation gradient:
                gradient.Input.RequireHalo(gradient.Map.Window.HaloFor(gradient.Input.Size));
                if (WinogradOf(gradient) is { } plan)
                {
                    gradient.Input.RequireHalo(plan.Cover.HaloFor(gradient.Input.Size));
                }

                break;
            case ConvolutionOperation convolution:
                Value input = convolution.Input;
                foreach (ConvolutionPhase phase in PhasesOf(convolution))
                {
                    input.RequireHalo(phase.Map.Window.HaloFor(input.Size));
                    if (phase.Cover is { } cover)
                    {
                        input.RequireHalo(cover.HaloFor(input.Size));
                    }
                }

                break;
        }
    }

    private ConvolutionPhase Choose(WeightMap map, ConvolutionOperation operation)
    {
        ConvolutionAlgorithm asked = operation.Algorithm;
        WinogradPlan? winograd = asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Fft
            ? null
            : WinogradPlan.Choose(operation.Channels, map.Window, memory, isAskedFor: asked == ConvolutionAlgorithm.Winograd);
        FftPlan? fft = winograd is not null
            || map.Kernels is not null
            || asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Winograd
            ? null
            : FftPlan.Choose(operation.Channels, map.Window, memory, isAskedFor: asked == ConvolutionAlgorithm.Fft);
        return new(map, winograd, fft);
    }

    private bool SupportsPlanarRows(ConvolutionOperation convolution) =>
        convolution is { Phases.Count: 1, HasGaps: false, Channels.Groups: 1, AddsValue: false, IsLocal: false, Output.IsPart: false }
        && PhasesOf(convolution)[0].Fft is null
        && convolution.Window is { Width: { InStep: 1, OutStep: 1, Count: >= PlanarRows.MinWidth }, Height.OutStep: 1 };

    // Whether vectors along the row waste fewer lanes than vectors of channels. Judged for vectors of 16 on every target, because layouts
    // are the same on all.
    private static bool PrefersPlanarRows(ConvolutionOperation convolution)
    {
        const int lanes = ValueLayout.BlockSize;
        int width = convolution.Window.Width.Count, outputs = convolution.Channels.Outputs;
        double perRow = width >= lanes ? ValueLayout.CeilDiv(width, lanes) : width >= 8 ? 2 : 4;
        return outputs * perRow * 1.15 < ValueLayout.CeilDiv(outputs, lanes) * (double)width;
    }

    // Whether few dot products for each pixel take less than blocks of outputs.
    private static bool PrefersDotProducts(ConvolutionOperation convolution) =>
        convolution is { HasGaps: false, AddsValue: false, IsLocal: false, Pool: null, Output.IsPart: false, Channels.Groups: 1 }
        && convolution.Phases.All(phase => phase.Window is
        {
            Taps: 1, Depth.InStep: 1, Height.InStep: 1, Width.InStep: 1, Width.Count: >= DotProducts.MinWidth,
        })
        && DotProducts.AreFaster(convolution.Channels.Inputs, convolution.Channels.Outputs);
}
