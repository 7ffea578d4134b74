using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Copies channels one number at a time between any two layouts, from and to any channel: what blocks of 16 do not line up for.</summary>
/// <param name="Channels">Channels copied.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the source.</param>
/// <param name="FirstInput">First channel in the source.</param>
/// <param name="Output">Strides of the destination.</param>
/// <param name="FirstOutput">First channel in the destination.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
internal sealed record ChannelCopyKernel(int Channels, Extent Size, Lattice Input, int FirstInput, Lattice Output, int FirstOutput, bool Accumulates) : Kernel
{
    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddChannels" : "CopyChannels";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Size.Positions * 0.5;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using var method = Method(writer, name, $"Channels {Text.Of(FirstInput)} to {Text.Of(FirstInput + Channels - 1)} become channels {Text.Of(FirstOutput)} to {Text.Of(FirstOutput + Channels - 1)}.");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("channel", Channels));
        writer.Line($"ref float source = ref Unsafe.Add(ref x, {Place(Input, FirstInput)});");
        writer.Line($"ref float target = ref Unsafe.Add(ref y, {Place(Output, FirstOutput)});");
        using (CountedLoop.Open(writer, "depth", Size.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width, out string column))
        {
            string assign = Accumulates ? "+=" : "=";
            string to = Text.At("target", Text.Sum((depth, Output.Plane), (row, Output.Row), (column, Output.Pixel)));
            string from = Text.At("source", Text.Sum((depth, Input.Plane), (row, Input.Row), (column, Input.Pixel)));
            writer.Line($"{to} {assign} {from};");
        }
    }

    private static string Place(Lattice lattice, int first)
    {
        string channel = first == 0 ? "channel" : $"(channel + {Text.Of(first)})";
        return $"(example * {Text.Of(lattice.Example)}) + ({channel} / 16 * {Text.Of(lattice.Block)}) + ({channel} % 16 * {Text.Of(lattice.Channel)})";
    }
}
