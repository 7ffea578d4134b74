using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>What a pooling window makes of its elements.</summary>
internal abstract record PoolKind
{
    public abstract string Name { get; }
}

/// <summary>The largest element; padding never wins.</summary>
internal sealed record MaxPoolKind : PoolKind
{
    public override string Name => "MaxPool";
}

/// <summary>The mean; <paramref name="CountPadding"/> says whether positions of the padding count.</summary>
internal sealed record AveragePoolKind(bool CountPadding) : PoolKind
{
    public override string Name => "AveragePool";
}

/// <summary>Pooling over blocks of 16 channels, lane by lane.</summary>
/// <param name="Kind">What is pooled how.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
internal sealed record PoolKernel(PoolKind Kind, int Blocks, PoolWindow Window, Lattice Input, Lattice Output) : Kernel
{
    /// <inheritdoc/>
    public override string Name => Kind.Name;

    /// <inheritdoc/>
    public override string Algorithm => "pooling";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Window.Depth.Output * Window.Height.Output, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * Window.OutputSize.Positions * Window.Taps * target.VectorsPerBlock * 0.2;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using var method = Method(writer, name, PoolText.Describe(Kind, Blocks, Window));
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        // Rows first: threads stay on parts of the map of their own, as with convolutions.
        ItemIndex.Decode(writer, ("example", 0), ("depth", Window.Depth.Output), ("row", Window.Height.Output), ("block", Blocks));
        Window.EmitBounds(writer, "depth", "row");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {Text.Sum(("example", Input.Example), ("block", Input.Block), (lane, 1))});");
        writer.Line($"ref float output = ref Unsafe.Add(ref y, {Text.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Output.Plane), ("row", Output.Row), (lane, 1))});");
        Window.EmitColumns(writer, (column, taps) =>
        {
            bool max = Kind is MaxPoolKind;
            writer.Line($"{target.Type} result = {(max ? target.Constant(double.NegativeInfinity) : $"{target.Type}.Zero")};");
            using (writer.Braces())
            {
                Window.EmitTaps(writer, "depth", "row", column, taps, [("window", Input)], offsets =>
                {
                    string x = target.Load($"Unsafe.Add(ref input, {offsets[0]})", 0);
                    writer.Line(max ? $"result = {target.Max("result", x)};" : $"result += {x};");
                });
            }

            string value = Kind is AveragePoolKind average
                ? $"(result * {target.Class}.Create(1f / ({Window.Count(taps, average.CountPadding)})))"
                : "result";
            writer.Line(target.Store(value, $"Unsafe.Add(ref output, {column} * {Text.Of(Output.Pixel)})", 0));
        });
    }
}

/// <summary>Comments of pooling kernels.</summary>
internal static class PoolText
{
    public static string Describe(PoolKind kind, int blocks, PoolWindow w) =>
        $"{kind.Name} of {Text.Of(blocks)} block(s) of 16 channels: {Text.Of(w.Height.Input)}×{Text.Of(w.Width.Input)} to {Text.Of(w.Height.Output)}×{Text.Of(w.Width.Output)}, windows of {Text.Of(w.Height.Taps)}×{Text.Of(w.Width.Taps)}, stride {Text.Of(w.Height.Stride)}×{Text.Of(w.Width.Stride)}.";
}
