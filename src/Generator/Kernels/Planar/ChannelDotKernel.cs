using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Planar;

/// <summary>
/// A convolution of one tap from blocks of channels to few planar maps, or a phase of a transposed one: the output of a pixel is the dot
/// product of its channels and a filter. As many pixels as a vector has lanes are done together, so that the sums over their lanes make one
/// vector of pixels.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Inputs">Input channels, a multiple of 16.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Window">The window, of one tap, which reads neighbours; it may write every so many positions.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record ChannelDotKernel(
    string Label, int Inputs, int Outputs, WindowGeometry Window, Strides Input, Strides Output, bool HasBias, Activation Activation)
    : EmittedKernel
{
    private const int VectorsOfItem = 64;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "dot products, to planar";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "weights", HasBias ? "bias" : "", "y");

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Window.Depth.Count * Window.Height.Count * StretchCount(target), PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Window.Positions * Outputs * ((Inputs / target.Lanes) + DotProducts.SumCost) / (2 * CyclesPerNanosecond);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        int width = Window.Width.Count, lanes = target.Lanes, stretches = StretchCount(target);
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Inputs)} channels to {Text.Count(Outputs, "planar map")} of "
            + $"{Text.Of(Window.Height.Count)}×{Text.Of(width)}, {target.LanesText} pixels at a time.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("depth", Window.Depth.Count), ("row", Window.Height.Count), ("stretch", stretches));
        Reference.DeclareAlways(writer, "input", "x", item.Sum(("example", Input.Example), ("depth", Input.Plane), ("row", Input.Row)));
        Reference.DeclareAlways(
            writer, "output", "y", item.Sum(("example", Written.Example), ("depth", Written.Plane), ("row", Written.Row)));
        int vectors = ValueLayout.CeilDiv(width, lanes);
        (string first, string last) = stretches == 1
            ? ("0", Text.Of(vectors))
            : ($"stretch * {Text.Of(VectorsOfItem)}", $"{Names.Math}.Min((stretch + 1) * {Text.Of(VectorsOfItem)}, {Text.Of(vectors)})");
        writer.Line($"int last = {last};");
        using SourceWriter.Scope pixels = writer.Block($"for (int vector = {first}; vector < last; vector++)");
        writer.Line(width % lanes == 0
            ? $"int pixel = vector * {target.LanesText};"
            : $"int pixel = {Names.Math}.Min(vector * {target.LanesText}, {Text.Of(width - lanes)});");
        string tile = library.Require(
            new ChannelDotTile(Label, Inputs / ValueLayout.BlockSize, Input.Block, Written.Pixel, HasBias, Activation));
        using SourceWriter.Scope? filters = CountedLoop.Open(writer, "filter", Outputs, out string filter);
        string bias = HasBias ? $"{Text.At("bias", filter)}, " : string.Empty;
        writer.Line(
            $"{tile}(ref {Names.Unsafe}.Add(ref input, pixel * {Text.Of(Input.Pixel)}), "
            + $"ref {Text.At("weights", item.Sum((filter, Inputs)))}, "
            + $"{bias}ref {Text.At("output", item.Sum((filter, Output.Channel), ("pixel", Written.Pixel)))});");
    }

    private Strides Written => Output.EveryOutput(Window);

    private int StretchCount(VectorTarget target) =>
        ValueLayout.CeilDiv(ValueLayout.CeilDiv(Window.Width.Count, target.Lanes), VectorsOfItem);
}

/// <summary>The dot products of one filter with the channels of as many pixels as a vector has lanes.</summary>
internal sealed record ChannelDotTile(string Label, int Blocks, int BlockStep, int PixelStep, bool HasBias, Activation Activation)
    : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"{Label}Dots";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// {target.LanesText} pixels of {Label}: products lane by lane, then the sum over the lanes of each.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method(
            $"private static void {name}(ref float input, ref float weights, {(HasBias ? "float bias, " : string.Empty)}ref float output)");
        string[] sums = [.. Enumerable.Range(0, target.Lanes).Select(p => $"sum{Text.Of(p)}")];
        foreach (string sum in sums)
        {
            writer.Line($"{target.Type} {sum} = {target.Type}.Zero;");
        }

        using (CountedLoop.Open(writer, "block", Blocks, out string block))
        using (CountedLoop.OpenLanes(writer, target, out string lane))
        {
            string pixels = Reference.Declare(writer, "pixels", "input", Text.Sum((block, BlockStep), (lane, 1)));
            writer.Line(
                $"{target.Type} filter = {target.Load(Text.At("weights", Text.Sum((block, ValueLayout.BlockSize), (lane, 1))), 0)};");
            for (int p = 0; p < sums.Length; p++)
            {
                writer.Line($"{sums[p]} = {target.MultiplyAdd(target.Load(pixels, p * ValueLayout.BlockSize), "filter", sums[p])};");
            }
        }

        string added = HasBias ? $" + {target.Class}.Create(bias)" : string.Empty;
        writer.Line($"{target.Type} dots = {target.SumOfEach(writer, sums)}{added};");
        string result = Activation.Apply(target, library, "dots");
        if (PixelStep == 1)
        {
            writer.Line(target.Store(result, "output", 0));
            return;
        }

        writer.Line($"{target.Type} result = {result};");
        for (int p = 0; p < sums.Length; p++)
        {
            writer.Line($"{VectorTarget.At("output", p * PixelStep)} = {target.Class}.GetElement(result, {Text.Of(p)});");
        }
    }
}
