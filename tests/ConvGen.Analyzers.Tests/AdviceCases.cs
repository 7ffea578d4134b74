namespace ConvGen.Analyzers.Tests;

/// <summary>Networks without errors and what is told about them, with the marked span and the whole message.</summary>
internal static class AdviceCases
{
    /// <summary>Identifier, message, source after <c>using ConvGen;</c>.</summary>
    public static readonly (string Id, string Message, string Source)[] All =
    [
        ("CG4001", "Input 'input': 3×32×32, 0 parameters, 0 MACs, receptive field 1×1",
            "[[|Input(3, 32, 32)|], Conv(16, k: 3, p: 1), Relu] partial class Net;"),
        ("CG4001", "Conv 'conv1': 16×32×32, 448 parameters, 442,368 MACs, receptive field 3×3",
            "[Input(3, 32, 32), [|Conv(16, k: 3, p: 1)|], Relu] partial class Net;"),
        ("CG4001", "BatchNorm 'bn1': 3×4×4, 6 parameters, 0 MACs, receptive field 1×1",
            "[Input(3, 4, 4), [|BatchNorm|], Relu] partial class Net;"),
        ("CG4001", "Dense 'fc1': 2, 10 parameters, 8 MACs",
            "[Input(4), [|Dense(2)|]] partial class Net;"),
        ("CG4001", "Output 'mask': 4×4×4, 0 parameters, 0 MACs, receptive field 3×3",
            "[Input(4, 4, 4), Conv(k: 3, p: 1), [|Output(\"mask\")|], Dense(2), Output(\"label\")] partial class Net;"),
        ("CG4001", "Use 'block1': 8×4×4, 1,168 parameters, 18,432 MACs, receptive field 5×5",
            "[Block, Conv(k: 3, p: 1), Relu] class Stage; [Input(8, 4, 4), [|Use<Stage>(Repeat = 2)|], Dense(2)] partial class Net;"),
        ("CG4001", "Use 'shared': 8×4×4, 584 parameters, 18,432 MACs, receptive field 5×5",
            "[Block, Conv(k: 3, p: 1), Relu] class Stage; [Input(8, 4, 4), [|Use<Stage>(Repeat = 2, Tied = true, Name = \"shared\")|], Dense(2)] partial class Net;"),

        ("CG4002", "Conv 'conv1': 20 filters run in 2 vectors of 16, as 32 would",
            "[Input(3, 8, 8), Conv([|20|], k: 3, Bias = BiasKind.None), BatchNorm, Relu, MaxPool(2), Dense(10)] partial class Net;"),
        ("CG4002", "Dense 'fc1': 50 units run in 4 vectors of 16, as 64 would",
            "[Input(30), Dense([|units: 50|]), Relu, Dense(20)] partial class Net;"),
        ("CG4002", "ConvTranspose 'up': 24 filters run in 2 vectors of 16, as 32 would",
            "[Input(3, 8, 8), ConvTranspose([|24|], k: 3, Name = \"up\"), DepthwiseConv(k: 3), Conv(16, k: 1), Dense(3)] partial class Net;"),
        ("CG4002", "Conv 'block1.conv1': 20 filters run in 2 vectors of 16, as 32 would",
            "[Block, Conv(20, k: 1), Conv(20, k: 1)] class Stage; [Input(3, 8, 8), [|Use<Stage>|], Dense(3)] partial class Net;"),

        ("CG4003", "No layer reads Conv 'conv1', and it is no output",
            "[Input(3, 8, 8), [|Conv(16, k: 3)|], Dense(3, From = \"input\")] partial class Net;"),
        ("CG4003", "No layer reads Input 'mask', and it is no output",
            "[Input(3, 8, 8), [|Input(1, 8, 8, Name = \"mask\")|], Dense(3, From = \"input\")] partial class Net;"),
        ("CG4003", "No layer reads Relu 'relu1', and it is no output",
            "[Input(4), Dense(2), Output(\"label\"), [|Relu|]] partial class Net;"),

        ("CG4006", "Input 'input': 1×3×32×32 is read as 1 channel of 3×32×32 positions; the number of examples is not part of a shape",
            "[Input([|1|], 3, 32, 32), Relu] partial class Net;"),
        ("CG4006", "Input 'image': 16×1×28×28 is read as 16 channels of 1×28×28 positions; the number of examples is not part of a shape",
            "[Input([|16|], 1, 28, 28, Name = \"image\"), GlobalAvgPool, Dense(2)] partial class Net;"),

        ("CG4004", "Conv 'conv1': the bias does nothing, because BatchNorm 'bn1' subtracts the mean of each channel",
            "[Input(3, 8, 8), [|Conv(16, k: 3)|], BatchNorm, Relu, Dense(3)] partial class Net;"),
        ("CG4004", "Dense 'fc1': the bias does nothing, because BatchNorm 'norm' subtracts the mean of each channel",
            "[Input(8), Dense(16, [|Bias = BiasKind.PerChannel|]), BatchNorm(Name = \"norm\"), Relu, Dense(3)] partial class Net;"),
        ("CG4004", "DepthwiseConv 'depthwiseconv1': the bias does nothing, because BatchNorm 'bn1' subtracts the mean of each channel",
            "[Input(3, 8, 8), [|DepthwiseConv(k: 3)|], BatchNorm, Dense(3)] partial class Net;"),

        ("CG4005", "GlobalAvgPool 'gap1': each position it pools sees 3×3 of the input's 8×8",
            "[Input(3, 8, 8), Conv(16, k: 3), Relu, [|GlobalAvgPool|], Dense(3)] partial class Net;"),
        ("CG4005", "AdaptiveMaxPool 'pool1': each position it pools sees 8×1 of the input's 8×9",
            "[Input(3, 8, 9), Conv(16, Kernel = [8, 1]), [|AdaptiveMaxPool(1, 1)|], Dense(3)] partial class Net;"),
        ("CG4005", "Conv 'conv2': each position of the output sees 5×5 of the input's 16×16",
            "[Input(3, 16, 16), Conv(16, k: 3, p: 1), Relu, [|Conv(2, k: 3, p: 1)|]] partial class Net;"),
    ];

    /// <summary>Networks about which none of the identifiers from CG4002 on is told.</summary>
    public static readonly string[] Silent =
    [
        // As many classes as there are, few filters, full or nearly full vectors, filters whose number something depends on.
        "[Input(3, 8, 8), Conv(16, k: 3), Relu, Dense(20)] partial class Net;",
        "[Input(3, 8, 8), Conv(6, k: 3), Relu, Dense(84), Relu, Dense(120), Relu, Dense(20), Softmax] partial class Net;",
        "[Input(3, 8, 8), Conv(20, k: 3, Name = \"a\"), Conv(20, k: 3, p: 1), Add(\"a\"), Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(20, k: 3), Split(2, 0), Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(20, k: 3), GroupNorm(5), Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(20, k: 3), Conv(40, k: 3, Groups = 2), Reshape(20, 8, 4), Dense(2)] partial class Net;",

        // What is read twice, is marked, or is undone by its pooling.
        "[Input(4), Dense(4), Output(\"a\"), Dense(4), Output(\"b\")] partial class Net;",
        "[Input(3, 8, 8), MaxPool(2), Relu, MaxUnpool(From = \"pool1\"), Dense(2)] partial class Net;",

        // Biases that are not there, that are read as well, that differ by position, that frozen statistics do not hold.
        "[Input(3, 8, 8), Conv(16, k: 3, Bias = BiasKind.None), BatchNorm, Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(16, k: 3), BatchNorm, Add(\"conv1\"), Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(16, k: 3), Relu, BatchNorm, Dense(2)] partial class Net;",
        "[Input(3, 8, 8), LocallyConnected(16, k: 3), BatchNorm, Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(16, k: 3), BatchNorm(Frozen = true), Dense(2)] partial class Net;",

        // What sees everything, a side way, a fixed filter, features without axes.
        "[Input(3, 8, 8), Conv(16, k: 8), GlobalAvgPool, Dense(2)] partial class Net;",
        "[Input(3, 8, 8), Conv(16, k: 3), Relu(Name = \"map\"), GlobalAvgPool, Sigmoid, Multiply(\"map\"), Dense(2)] partial class Net;",
        "[Input(3, 8, 8), ImageFilter(FilterKind.Laplacian)] partial class Net;",
        "[Input(8), Dense(2)] partial class Net;",
    ];
}
