using ConvGen.Compiler;

namespace ConvGen.Benchmarks.Algorithms;

/// <summary>A convolution whose algorithms are measured: alone, so that it reads planar maps, or behind a 1×1 convolution and a rectifier.</summary>
/// <param name="Filters">Its filters.</param>
/// <param name="Channels">Its input channels.</param>
/// <param name="Size">Height and width of its input.</param>
/// <param name="Kernel">Height and width of its kernel.</param>
/// <param name="Stride">Its stride.</param>
/// <param name="IsTransposed">Whether it is transposed.</param>
/// <param name="IsPlanar">Whether it reads the network's input.</param>
internal sealed record MeasuredLayer(
    int Filters, int Channels, int Size, int Kernel, int Stride = 1, bool IsTransposed = false, bool IsPlanar = false)
{
    /// <summary>Channels that the convolution before it reads.</summary>
    public int ChannelsBefore { get; init; } = 1;

    /// <summary>The algorithms that can be asked for it: none where it is transposed.</summary>
    public IReadOnlyList<ConvolutionAlgorithm> Algorithms => this switch
    {
        { IsTransposed: true } => [],
        { Stride: 1, Kernel: 3 } => [ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Winograd],
        { Stride: 1, Kernel: > 3 } => [ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Fft],
        _ => [ConvolutionAlgorithm.Direct],
    };

    /// <summary>Compiles a network with it.</summary>
    /// <param name="algorithm">Its algorithm.</param>
    public CompiledNetwork Compile(ConvolutionAlgorithm algorithm) => CompiledNetwork.Compile(
        $"""
        using ConvGen;

        [Input({(IsPlanar ? Channels : ChannelsBefore)}, {Size}, {Size})]
        {(IsPlanar ? "" : $"[Conv({Channels}, k: 1), Relu]")}
        {Attribute(algorithm)}
        public sealed partial class Layer;
        """,
        "Layer");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsTransposed ? "transposed " : "")}{Kernel}×{Kernel}{(Stride > 1 ? $"/{Stride}" : "")}, {Channels}→{Filters} on {Size}²"
        + $"{(IsPlanar ? ", planar" : "")}";

    // Maps keep their size, or are divided or multiplied by the stride.
    private string Attribute(ConvolutionAlgorithm algorithm)
    {
        string chosen = $"Algorithm = ConvolutionAlgorithm.{algorithm}";
        if (!IsTransposed)
        {
            return $"[Conv({Filters}, k: {Kernel}, s: {Stride}, p: {Kernel / 2}, Rounding = RoundingMode.Floor, {chosen})]";
        }

        int padding = Math.Max(0, (Kernel - Stride + 1) / 2);
        return $"[ConvTranspose({Filters}, k: {Kernel}, s: {Stride}, p: {padding}, "
            + $"OutputPadding = {Stride - Kernel + (2 * padding)})]";
    }
}
