using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>What an operation adds to its results at every position: another value, or biases of their own.</summary>
/// <param name="Strides">Its strides.</param>
/// <param name="At">The memory at a distance from its first position.</param>
internal sealed record AddedMap(Lattice Strides, Func<int, Operand> At)
{
    /// <summary>A value.</summary>
    public static AddedMap OfValue(Value value) => new(value.Lattice, offset => ScheduleBuilder.At(value, offset));

    /// <summary>Biases, [channels, positions], the same for every example.</summary>
    public static AddedMap OfBias(string bias, Value output, ScheduleBuilder schedule)
    {
        var layout = new ValueLayout(Blocked: true, output.Channels, output.Size, default);
        PackedRegion units = schedule.Packed(layout.Length, to =>
            $"{Names.Packing}.Units({schedule.PackSource(bias)}, {to}, {Of(output.Channels)}, {Of(output.Size.Positions)});");
        return new AddedMap(Lattice.Of(layout) with { Example = 0 }, units.Operand.Plus);
    }
}
