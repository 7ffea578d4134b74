using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

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
            if (kind.GradientReadsValues)
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
        bool readsValues = kind.GradientReadsValues;
        Lattice gradient = inputGradient.Lattice;
        var kernel = new PoolGradientKernel(
            kind,
            inputGradient.Layout.Blocks,
            window,
            readsValues ? input.Lattice : gradient,
            readsValues ? output.Lattice : outputGradient.Lattice,
            outputGradient.Lattice,
            gradient,
            accumulates);
        Operand dy = ScheduleBuilder.At(outputGradient), dx = ScheduleBuilder.At(inputGradient);
        if (readsValues)
        {
            schedule.Step(kernel, ScheduleBuilder.At(input), ScheduleBuilder.At(output), dy, dx);
        }
        else
        {
            schedule.Step(kernel, dy, dx);
        }
    }
}
