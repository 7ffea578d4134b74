using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A convolution and the depthwise convolution that alone reads it. What lies between the two is never stored whole.</summary>
internal sealed class ConvolutionDepthwiseOperation(ConvolutionOperation first, ConvolutionOperation second) : Operation(first.Layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => first.Reads;

    /// <inheritdoc/>
    public override Value? Writes => second.Writes;

    /// <summary>Puts every such pair of a program into one operation.</summary>
    /// <param name="builder">The program, changed in place.</param>
    public static void Fuse(InferenceBuilder builder)
    {
        foreach (ConvolutionOperation first in builder.Operations.OfType<ConvolutionOperation>().ToList())
        {
            if (first is { IsPlainDirect: true, IsDepthwise: false }
                && builder.OnlyReaderOf(first.Output) is ConvolutionOperation { IsPlainDirect: true, IsDepthwise: true } second)
            {
                // In the place of the second: a value that only the first reads may be read later, none is written later than before.
                builder.Operations[builder.Operations.IndexOf(second)] = new ConvolutionDepthwiseOperation(first, second);
                builder.Operations.Remove(first);
            }
        }
    }

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => first.AcceptsPlanar(value);

    /// <inheritdoc/>
    public override void RequireHalos() => first.RequireHalos();

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        WindowGeometry window = second.Window;
        var between = new ValueLayout(Blocked: true, first.Output.Channels, first.Output.Size, window.HaloFor(first.Output.Size));
        var lattice = Lattice.Of(between);
        (ConvolutionKernel convolution, Operand x, Operand weights, Operand? bias) = first.Direct(schedule, lattice);
        (DepthwiseKernel depthwise, Operand taps, Operand? shift, Operand y) = second.Depthwise(schedule, lattice);
        var kernel = new ConvolutionDepthwiseKernel(convolution, depthwise, between, window.Height.InStart, window.Width.InStart);
        schedule.Step(kernel, WeightedOperation.Operands(x, weights, bias, taps, shift, y, schedule.Workspace(kernel.WorkspaceLength)));
        schedule.Describe(second.Layer, $"depthwise, with {first.Layer}");
    }
}
