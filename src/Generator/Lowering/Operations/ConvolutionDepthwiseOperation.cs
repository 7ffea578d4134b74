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
    /// <param name="operations">The program, changed in place.</param>
    public static void Fuse(List<Operation> operations)
    {
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not ConvolutionOperation { IsPlainDirect: true, IsDepthwise: false } first || first.Output.IsResult)
            {
                continue;
            }

            var readers = operations.Where(o => o.Reads.Contains(first.Output)).ToList();
            if (readers.Count == 1 && readers[0] is ConvolutionOperation { IsPlainDirect: true, IsDepthwise: true } second)
            {
                // In the place of the second: a value that only the first reads may be read later, none is written later than before.
                operations[operations.IndexOf(second)] = new ConvolutionDepthwiseOperation(first, second);
                operations.RemoveAt(i--);
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
        Operand?[] operands = [x, weights, bias, taps, shift, y, schedule.Workspace(kernel.WorkspaceLength)];
        schedule.Step(kernel, [.. operands.Where(o => o is not null).Select(o => o!.Value)]);
        schedule.Describe(second.Layer, $"depthwise, with {first.Layer}");
    }
}
