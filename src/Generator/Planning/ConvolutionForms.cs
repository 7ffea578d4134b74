using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Planning;

/// <summary>
/// How the convolutions of a network are done: the algorithm of each phase, and what follows from it for the layout of values.
/// </summary>
/// <param name="memory">What reading weights costs in the network.</param>
/// <param name="allowsPlanarMaps">Whether values other than the network's input may be planar.</param>
internal sealed class ConvolutionForms(MemoryModel memory, bool allowsPlanarMaps)
{
    private readonly Dictionary<ConvolutionOperation, ConvolutionPhase[]> _phases = [];

    /// <summary>Whether values other than the network's input may be planar.</summary>
    public bool AllowsPlanarMaps => allowsPlanarMaps;

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
        ConvolutionOperation convolution when value == convolution.Residual => value != convolution.Input
            && !convolution.HasGaps
            && PrefersDotProducts(convolution),
        ConvolutionOperation convolution => value == convolution.Input && !convolution.IsDepthwise
            && IsDirect(convolution)
            && !PrefersDotProducts(convolution)
            && (convolution.Channels.ReadsAll || convolution.Channels.InputBlocks == 1),
        _ => operation.AcceptsPlanar(value),
    };

    /// <summary>Whether the output of a convolution is better planar, given the layout of its input.</summary>
    public bool PrefersPlanarOutput(ConvolutionOperation convolution) => AllowsPlanarMaps && !convolution.Output.IsPart
        && (convolution.Input.IsPlanar
            ? SupportsPlanarRows(convolution) && PrefersPlanarRows(convolution)
            : IsByDotProducts(convolution) && !convolution.HasGaps);

    /// <summary>Whether it is done by dot products over channels, given the layout of its input.</summary>
    public bool IsByDotProducts(ConvolutionOperation convolution) =>
        !convolution.Input.IsPlanar && CanDot(convolution) && IsDirect(convolution) && DotCycles(convolution) < BlockCycles(convolution);

    /// <summary>Whether the results can be pooled before they are stored.</summary>
    public bool CanPool(ConvolutionOperation convolution) =>
        convolution is { IsPlain: true, IsDepthwise: false, Pool: null, Output.IsPart: false }
        && PhasesOf(convolution)[0].Fft is null
        && !PrefersDotProducts(convolution);

    /// <summary>
    /// Whether it is one dense sweep over a plane, by blocks of channels and by the definition, so that it can be done with another.
    /// </summary>
    public bool IsPlainDirect(ConvolutionOperation convolution) =>
        convolution is { IsPlain: true, Pool: null, Output.IsPart: false } && IsDirect(convolution) && !PrefersDotProducts(convolution)
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
                    gradient.Input.RequireHalo(plan.Cover(gradient.Map.Window).HaloFor(gradient.Input.Size));
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
        double direct = Products(map, operation);
        WinogradPlan? winograd = asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Fft
            ? null
            : WinogradPlan.Choose(operation.Channels, map.Window, memory, direct, isAskedFor: asked == ConvolutionAlgorithm.Winograd);
        FftPlan? fft = winograd is not null
            || map.Kernels is not null
            || asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Winograd
            ? null
            : FftPlan.Choose(operation.Channels, map.Window, memory, direct, isAskedFor: asked == ConvolutionAlgorithm.Fft);
        return new(map, winograd, fft);
    }

    // Cycles of the multiply-adds of the fastest direct form, less what every other algorithm takes to bring the input into blocks.
    private double Products(WeightMap map, ConvolutionOperation operation)
    {
        double cycles = DirectCycles.Blocks(operation.Channels, map.Window);
        if (MayReadRows(operation))
        {
            cycles = Math.Min(cycles, DirectCycles.Rows(operation.Channels, map.Window));
        }

        cycles = Math.Max(0, cycles - Blocking(operation));
        return CanDot(operation) ? Math.Min(cycles, DirectCycles.Dots(operation.Channels, map.Window)) : cycles;
    }

    // What it takes to bring the input into blocks, which need not be where vectors of input channels are not read.
    private static double Blocking(ConvolutionOperation convolution)
    {
        Value input = convolution.Input;
        bool isPadded = convolution.Phases.Any(phase => !phase.Window.HaloFor(input.Size).IsNone);
        return input.IsNetworkInput ? DirectCycles.Blocking(input.Channels, input.Size, isPadded) : 0;
    }

    private bool IsDirect(ConvolutionOperation convolution) => PhasesOf(convolution).All(phase => phase.IsDirect);

    // Whether dot products are the fastest direct form, whatever the layout of the input could be.
    private bool PrefersDotProducts(ConvolutionOperation convolution) => CanDot(convolution) && IsDirect(convolution)
        && DotCycles(convolution) + Blocking(convolution) is var dots
        && dots < BlockCycles(convolution)
        && !(MayReadRows(convolution) && DirectCycles.Rows(convolution.Channels, convolution.Window) <= dots);

    // Whether vectors of input channels are possible. Outputs are those of one block, so that all lie at one distance in any layout.
    private static bool CanDot(ConvolutionOperation convolution) =>
        convolution is { Channels: { Groups: 1, Outputs: <= ValueLayout.BlockSize }, IsLocal: false, Pool: null }
        && convolution.Phases.All(phase => phase.Window.Width.Count >= VectorTarget.MinLanes);

    // Whether the input may be planar, and rows of it be read: an input of the network, or few channels that another convolution yields.
    private bool MayReadRows(ConvolutionOperation convolution) => AllowsPlanarMaps && HasRows(convolution)
        && (convolution.Input.IsNetworkInput || convolution.Channels.Inputs < ValueLayout.BlockSize);

    private static double DotCycles(ConvolutionOperation convolution) =>
        convolution.Phases.Sum(phase => DirectCycles.Dots(convolution.Channels, phase.Window));

    private static double BlockCycles(ConvolutionOperation convolution) =>
        convolution.Phases.Sum(phase => DirectCycles.Blocks(convolution.Channels, phase.Window));

    private bool SupportsPlanarRows(ConvolutionOperation convolution) => HasRows(convolution) && PhasesOf(convolution)[0].Fft is null;

    private static bool HasRows(ConvolutionOperation convolution) =>
        convolution is { Phases.Count: 1, HasGaps: false, Channels.Groups: 1, AddsValue: false, IsLocal: false, Output.IsPart: false }
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
}
