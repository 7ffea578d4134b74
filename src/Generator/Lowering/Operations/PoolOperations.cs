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

/// <summary>Gradient of pooling to its input.</summary>
internal sealed class PoolGradientOperation(
    string layer, PoolKind kind, PoolWindow window, Value input, Value output, Value outputGradient, Value inputGradient, bool accumulates) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads
    {
        get
        {
            var reads = new List<Value> { outputGradient };
            if (kind is MaxPoolKind)
            {
                reads.Add(input);
                reads.Add(output);
            }

            if (accumulates)
            {
                reads.Add(inputGradient);
            }

            return reads;
        }
    }

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        bool max = kind is MaxPoolKind;
        Lattice gradient = inputGradient.Lattice;
        var kernel = new PoolGradientKernel(
            kind,
            inputGradient.Layout.Blocks,
            window,
            max ? input.Lattice : gradient,
            max ? output.Lattice : outputGradient.Lattice,
            outputGradient.Lattice,
            gradient,
            accumulates);
        Operand dy = ScheduleBuilder.At(outputGradient), dx = ScheduleBuilder.At(inputGradient);
        if (max)
        {
            schedule.Step(kernel, ScheduleBuilder.At(input), ScheduleBuilder.At(output), dy, dx);
        }
        else
        {
            schedule.Step(kernel, dy, dx);
        }
    }
}
