using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Pooling.</summary>
internal sealed class PoolOperation(string layer, PoolKind kind, PoolWindow window, Value input, Value output) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <summary>The result, which is planar when the input is.</summary>
    public Value Output => output;

    /// <summary>Has convolutions pool what only a pooling reads, in 2×2 windows side by side.</summary>
    /// <param name="operations">The program, changed in place.</param>
    public static void Fuse(List<Operation> operations)
    {
        foreach (PoolOperation pool in operations.OfType<PoolOperation>().Where(p => p.IsDoneByProducer(operations)).ToList())
        {
            operations.Remove(pool);
        }
    }

    private bool IsDoneByProducer(List<Operation> operations) => PairPooling.Supports(window)
        && operations.Count(o => o.Reads.Contains(input)) == 1
        && operations.OfType<ConvolutionOperation>().FirstOrDefault(o => o.Writes == input) is { } convolution
        && convolution.TryPool(kind, output, Layer);

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => PlanarPoolKernel.Supports(window) && !output.IsPart;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        Operand x = ScheduleBuilder.At(input), y = ScheduleBuilder.At(output);
        if (input.IsPlanar)
        {
            schedule.Step(new PlanarPoolKernel(kind, input.Channels, window, input.Lattice, output.Lattice), x, y);
            return;
        }

        schedule.Step(new PoolKernel(kind, input.Layout.Blocks, window, input.Lattice, output.Lattice), x, y);
    }
}
