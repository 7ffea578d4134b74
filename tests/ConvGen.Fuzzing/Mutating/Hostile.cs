using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Mutating;

/// <summary>Declarations that ask for too much, or for nothing that makes sense.</summary>
internal static class Hostile
{
    private static readonly string[] Layers =
    [
        // More than there is memory, or than an int can count.
        "[Input(1, 4)] [MaxPool(k: 1000000000, s: 1, Padding = PaddingKind.Same)]",
        "[Input(1, 4, 4)] [MaxPool(k: 46341, s: 1, Padding = PaddingKind.Same)]",
        "[Input(1, 4, 4)] [AvgPool(k: 46340, s: 1, Padding = PaddingKind.Same)]",
        "[Input(1, 4, 4, 4)] [LpPool(k: 2000000, s: 1, Padding = PaddingKind.Full)]",
        "[Input(1, 4)] [ImageFilter(FilterKind.Box, k: 20001, Padding = PaddingKind.Same)]",
        "[Input(1, 4, 4)] [ImageFilter(FilterKind.Gaussian, k: 20001, Padding = PaddingKind.Same)]",
        "[Input(1, 4, 4)] [LearnedPool(k: 20001, Padding = PaddingKind.Same)]",
        "[Input(1, 4)] [Conv(1, k: 2147483647, Padding = PaddingKind.Full)]",
        "[Input(1, 4)] [Conv(1, k: 2, Dilation = 2147483647, Padding = PaddingKind.Same)]",
        "[Input(1, 4)] [DepthwiseConv(k: 3, p: 2147483647)]",
        "[Input(1, 4)] [ConvTranspose(1, k: 3, s: 2147483647)]",
        "[Input(1, 1000000)] [Pad(3)]",
        "[Input(1, 1000000)] [Pad(3, Mode = PadMode.Reflect)]",
        "[Input(1, 1)] [Pad(1000000000)]",
        "[Input(1, 1)] [Pad(1000000000, Mode = PadMode.Circular)]",
        "[Input(1, 2)] [Pad(-2147483648)]",
        "[Input(1, 1)] [Upsample(1e9)]",
        "[Input(1, 1000000)] [Upsample(1.3, Mode = UpsampleMode.Bilinear)]",
        "[Input(1, 30000, 30000)] [Upsample(1.7)]",
        "[Input(1, 3)] [Upsample(1e-300)]",
        "[Input(1, 1000003)] [AdaptiveAvgPool(999983)]",
        "[Input(1, 9)] [AdaptiveMaxPool(1000000000)]",
        "[Input(1, 9, 9)] [PyramidPool(1, 46341)]",
        "[Input(2147483647)] [Relu]",
        "[Input(1, 65536, 65536)] [Relu]",
        "[Input(4)] [Dense(2147483647)]",
        "[Input(70000)] [Dense(70000)] [Trainable]",
        "[Input(1, 100000)] [LocallyConnected(2147483647, k: 1)]",
        "[Input(1, 9)] [TiledConv(2, k: 1, tiles: 2147483647)]",
        "[Input(3, 8)] [DepthwiseConv(k: 1, Multiplier = 2147483647)]",
        "[Input(4, 4)] [PixelShuffle(2147483647)]",
        "[Input(4, 4)] [PixelUnshuffle(2147483647)]",
        "[Input(3, 5)] [LocalResponseNorm(2147483647)]",
        "[Input(1, 100000)] [ClusterPool(1000000)]",
        "[Input(3, 300, 300)] [Conv(8, k: 299, p: 149, Algorithm = ConvolutionAlgorithm.Fft)]",
        "[Input(1, 8, 8), Size(2147483647, 2147483647)] [Relu]",

        // Names that hide each other, or nothing.
        "[Input(4, Name = \"output\")] [Dense(2), Output(\"output\")]",
        "[Input(4, Name = \"a\"), Input(4, Name = \"A\")] [Add(\"a\", \"A\")]",
        "[Input(4)] [Dense(2), Output(\"mask\"), Dense(2), Output(\"maskLogits\")] [Trainable]",
        "[Input(4)] [Dense(2), Output(\"out\"), Dense(2), Output(\"outGradient\")] [Trainable]",
        "[Input(4)] [Dense(2, From = \"relu1\"), Relu]",
        "[Input(4)] [Add(\"add1\")]",
        "[Input(4)] [Dense(2, Name = \"conv1\"), Output(\"conv1\")]",
        "[Input(4), Output(\"a\"), Output(\"b\"), Output(\"c\")]",
        "[Output(\"a\")] [Input(4)]",
        "[Input(4)]",
        "[Input(4)] [Trainable]",
        "[Input] [Dense(2)]",
        "[Input(4)] [Dense(2)] [Input(4)]",
        "[Input(3, 4), Input(5, 4)] [Relu] [Trainable(InputGradient = true)]",
        "[Input(4)] [Use<int[]>]",
        "[Block, Input(4)] [Dense(2)]",
        "[Input(4)] [Dense(BlockArgument.Number1)]",
        "[Input(1, 9)] [Conv(2, k: 3, s: BlockArgument.Number2)]",
        "[Input(3, 32, 32, 32, 32)] [Relu]",
        "[Input(3, 8), Size(8), Size(8)] [Relu]",
        "[Input(3, 8), Size(9), Size(9)] [Relu]",
        "[Input(3, 8), Size(9, 9)] [Relu]",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Declaration> All => Layers
        .Select(layers => $"{layers} class Net;")
        .Append("[Block] [Use<NetB>] class NetB; [Input(4)] [Use<NetB>] class Net;")
        .Append("[Block] [Use<NetC>] class NetB; [Block] [Use<NetB>] class NetC; [Input(4)] [Use<NetB>] class Net;")
        .Append("[Block] [Relu] class NetB; [Input(4)] [Use<NetB>(Repeat = 2147483647)] class Net;")
        .Append("[Block] [Relu] class NetB; [Input(4)] [Use<NetB>(Repeat = 9000)] class Net;")
        .Append(Nested(levels: 36, repeat: 2))
        .Append(Nested(levels: 200, repeat: 1))
        .Append($"[Input(4)] {string.Concat(Enumerable.Repeat("[Tanh]", 3000))} class Net;")
        .Append($"[Input(4, 5)] {string.Concat(Enumerable.Range(0, 60).Select(i => $"[Conv(4, k: 3, p: 1), Concat(\"input\", Name = \"c{i}\")]"))} class Net;")
        .Append($"[Input(4)] [Add({string.Join(", ", Enumerable.Repeat("\"input\"", 200))})] class Net;")
        .Select(DeclarationReader.Read);

    // Blocks in blocks: so many layers as a power of the copies.
    private static string Nested(int levels, int repeat) => string.Concat(Enumerable.Range(0, levels).Select(level =>
            FormattableString.Invariant($"[Block] {(level == 0 ? "[Relu]" : FormattableString.Invariant($"[Use<NetB{level - 1}>(Repeat = {repeat})]"))} class NetB{level}; ")))
        + FormattableString.Invariant($"[Input(4)] [Use<NetB{levels - 1}>(Repeat = {repeat})] class Net;");
}
