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
    /// <param name="builder">The program, changed in place.</param>
    public static void Fuse(InferenceBuilder builder)
    {
        foreach (PoolOperation pool in builder.Operations.OfType<PoolOperation>().ToList())
        {
            if (pool.TryFuse(builder))
            {
                builder.Operations.Remove(pool);
            }
        }
    }

    private bool TryFuse(InferenceBuilder builder) => kind is CombiningPoolKind combining
        && PairPooling.Supports(window)
        && builder.OnlyReaderOf(input) == this
        && builder.ProducerOf(input) is ConvolutionOperation convolution
        && convolution.TryPool(combining, output, Layer);

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
