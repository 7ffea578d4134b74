using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>
/// An element-by-element function of values, with vectors of one number per channel where it needs them. Values that are smaller than the
/// output are broadcast.
/// </summary>
internal class ElementwiseOperation(string layer, ElementwiseFunction function, IReadOnlyList<Value> inputs, Value output, bool accumulates = false)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? inputs.Concat([output]) : inputs;

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <summary>What is computed.</summary>
    protected virtual ElementwiseFunction Function => function;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new ElementwiseKernel(
            Function,
            output.Layout.Blocks,
            output.Size,
            new EquatableArray<Lattice>([.. inputs.Select(i => i.LatticeOver(output))]),
            output.Lattice,
            accumulates);
        Operand[] operands = [.. inputs.Select(i => ScheduleBuilder.At(i)), .. ChannelOperands(schedule), ScheduleBuilder.At(output)];
        schedule.Step(kernel, ExtraArguments, operands);
    }

    /// <summary>The vectors of one number per channel.</summary>
    protected virtual IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) => [];

    /// <summary>Arguments beyond memory.</summary>
    protected virtual string[] ExtraArguments => [];
}
