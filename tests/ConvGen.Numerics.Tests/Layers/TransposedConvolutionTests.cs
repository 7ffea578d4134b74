using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Transposed convolutions against the scatter-add that defines them: awkward channels, every relation of kernel and stride, and what is fused with them.</summary>
public class TransposedConvolutionTests
{
    private static readonly int[] Channels = [1, 3, 15, 16, 17, 33];
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly WindowSettings Double = new(2) { Stride = [2] };
    private static readonly WindowSettings Gaps = new(1) { Stride = [2] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddStrides(book);
        AddPaddings(book);
        AddGroups(book);
        AddOtherRanks(book);
        AddNeighbours(book);
        AddNetworks(book);
        return book;
    }

    // Kernels smaller than the stride, equal and larger, with channels that change from case to case.
    private static void AddStrides(CaseBook book)
    {
        int number = 0;
        for (int stride = 1; stride <= 4; stride++)
        {
            foreach (int k in new[] { 1, 2, 3, 4, 5, 7 })
            {
                int inputs = Channels[number % Channels.Length], filters = Channels[(number + 1 + number / Channels.Length) % Channels.Length];
                book.Add(
                    $"kernel {k}, stride {stride}, {inputs} to {filters} channels",
                    Of(inputs, 5, 6).ConvTranspose(filters, new(k) { Stride = [stride], Begin = [Math.Min(k / 2, 2)] }, bias: number % 3 != 0),
                    examples: number % 2 + 2);
                number++;
            }
        }

        foreach (int channels in Channels)
            book.Add($"kernel 2, stride 2, {channels} channels", Of(channels, 4, 9).ConvTranspose(channels, Double));
        book.Add("a stride for each axis", Of(16, 4, 5).ConvTranspose(17, new(3, 2) { Stride = [1, 4] }));
        book.Add("one cell", Of(17, 1, 1).ConvTranspose(5, new(3, 4) { Stride = [2, 3] }));
        book.Add("kernel 11, stride 4", Of(3, 6, 5).ConvTranspose(16, new(11) { Stride = [4] }));
        book.Add("a long row", Of(16, 1, 40).ConvTranspose(16, new(1, 9) { Stride = [1, 2] }));
        book.Add("stride 1 by Winograd", Of(32, 14, 14).ConvTranspose(32, Padded3).Relu(), examples: 2);
        book.Add("without the gradient by the input", Of(17, 4, 5).ConvTranspose(16, Double).Conv(5, Padded3).WithoutInputGradient());
        book.Add("for inference", Of(17, 4, 5).ConvTranspose(16, Double).Conv(5, Padded3).ForInference());
    }

    private static void AddPaddings(CaseBook book)
    {
        book.Add("output padding 1", Of(17, 5, 6).ConvTranspose(16, new(3) { Stride = [2], Begin = [1] }, outputPadding: 1));
        book.Add("output padding 3 of stride 4", Of(3, 5, 4).ConvTranspose(17, new(4) { Stride = [4] }, outputPadding: 3));
        book.Add("output padding for each axis", Of(3, 5, 4).ConvTranspose(17, new(3) { Stride = [3, 2] }, outputPadding: [2, 0]));
        book.Add("output padding of a kernel smaller than the stride", Of(15, 3, 4).ConvTranspose(17, new(2) { Stride = [4] }, outputPadding: 3));
        book.Add("output padding up to the dilation", Of(15, 5, 4).ConvTranspose(17, new(2) { Stride = [2], Dilation = [3] }, outputPadding: 2));
        book.Add("output padding of stride 1", Of(4, 5, 4).ConvTranspose(17, new(3) { Dilation = [2], Begin = [1] }, outputPadding: 1));
        book.Add("output padding beyond the padding", Of(17, 4, 4).ConvTranspose(3, new(2) { Stride = [3], Begin = [1, 1], End = [0, 0] }, outputPadding: 2));
        book.Add("padding at one side", Of(3, 5, 6).ConvTranspose(16, new(4) { Stride = [2], Begin = [3, 0], End = [0, 2] }));
        book.Add("more padding than the kernel", Of(3, 6, 5).ConvTranspose(17, new(2) { Stride = [2], Begin = [3] }));
        book.Add("padding that leaves one cell", Of(3, 2, 2).ConvTranspose(17, new(3) { Stride = [2], Begin = [2] }));
        book.Add("padding that leaves what no tap reaches", Of(3, 2, 2).ConvTranspose(17, new(1) { Stride = [4], Begin = [1, 1], End = [2, 2] }).Sigmoid());
        book.Add("dilation 2, stride 1", Of(16, 5, 6).ConvTranspose(17, new(3) { Dilation = [2], Begin = [1] }));
        book.Add("dilation 2, stride 2", Of(17, 5, 4).ConvTranspose(3, new(3) { Stride = [2], Dilation = [2], Begin = [1] }));
        book.Add("dilation 3, stride 2", Of(3, 5, 4).ConvTranspose(18, new(3) { Stride = [2], Dilation = [3], Begin = [2] }));
        book.Add("dilation 6, stride 4", Of(4, 5, 3).ConvTranspose(18, new(3) { Stride = [4], Dilation = [6], Begin = [3] }));
        book.Add("Same", Of(6, 5, 7).ConvTranspose(20, new(3) { Stride = [2], Padding = PaddingKind.Same }));
        book.Add("SameLower", Of(6, 5, 7).ConvTranspose(20, new(4, 5) { Stride = [3, 2], Padding = PaddingKind.SameLower }));
        book.Add("Same of a kernel smaller than the stride", Of(6, 5, 7).ConvTranspose(20, new(2, 1) { Stride = [4, 3], Padding = PaddingKind.Same }));
        book.Add("Same with output padding", Of(6, 5, 7).ConvTranspose(20, new(3) { Stride = [2], Padding = PaddingKind.Same }, outputPadding: 1));
        book.Add("causal", Of(6, 13).ConvTranspose(20, new(5) { Stride = [2], Padding = PaddingKind.Causal }));
        book.Add("causal, a kernel smaller than the stride", Of(6, 7).ConvTranspose(20, new(2) { Stride = [3], Padding = PaddingKind.Causal }));
        book.Add("Valid", Of(16, 4, 5).ConvTranspose(6, new(3) { Stride = [2], Padding = PaddingKind.Valid }));
        book.Add("Full", Of(3, 7, 6).ConvTranspose(17, new(3, 2) { Padding = PaddingKind.Full }));
    }

    private static void AddGroups(CaseBook book)
    {
        foreach ((int groups, int inputs, int filters) in new[] { (2, 2, 2), (2, 6, 4), (3, 15, 48), (3, 48, 15), (2, 32, 32), (2, 34, 50), (3, 51, 57), (33, 66, 33) })
        {
            book.Add($"{groups} groups, {inputs} to {filters}", Of(inputs, 4, 5)
                .ConvTranspose(filters, new(3) { Stride = [2], Begin = [1] }, groups, bias: groups % 2 == 1, outputPadding: 1));
        }

        book.Add("groups, stride 1", Of(50, 5, 6).ConvTranspose(34, Padded3, groups: 2));
        foreach (int channels in new[] { 3, 16, 17, 33 })
        {
            book.Add($"depthwise, {channels} channels", Of(channels, 5, 6).ConvTranspose(channels, Padded3, groups: channels));
            book.Add($"depthwise, {channels} channels, strided", Of(channels, 5, 6)
                .ConvTranspose(channels, new(4) { Stride = [2], Begin = [1] }, groups: channels, bias: false).BatchNorm().Relu());
        }

        book.Add("depthwise, stride larger than the kernel", Of(17, 4, 5).ConvTranspose(17, new(2) { Stride = [3] }, groups: 17, outputPadding: 1).Relu());
        book.Add("depthwise with two filters for each channel", Of(17, 4, 5).ConvTranspose(34, Double, groups: 17));
        book.Add("depthwise of two channels into one filter", Of(34, 4, 5).ConvTranspose(17, Double, groups: 17));
    }

    private static void AddOtherRanks(CaseBook book)
    {
        book.Add("1-D", Of(3, 20).ConvTranspose(17, new(4) { Stride = [2], Begin = [1] }));
        book.Add("1-D, 31 taps", Of(16, 20).ConvTranspose(3, new(31) { Stride = [4], Begin = [15] }, outputPadding: 3));
        book.Add("1-D, stride larger than the kernel", Of(17, 9).ConvTranspose(16, new(2) { Stride = [3] }));
        book.Add("1-D, depthwise", Of(17, 20).ConvTranspose(17, new(5) { Stride = [2], Begin = [2] }, groups: 17));
        book.Add("1-D, stride 1, few channels", Of(1, 40).ConvTranspose(2, new(5) { Begin = [2] }));
        book.Add("3-D", Of(3, 3, 4, 5).ConvTranspose(17, new(3) { Stride = [2], Begin = [1] }));
        book.Add("3-D, kernel 2, stride 2", Of(17, 2, 3, 4).ConvTranspose(16, Double));
        book.Add("3-D, an extent for each axis", Of(4, 3, 2, 4).ConvTranspose(18, new(2, 3, 1) { Stride = [2, 1, 3], Dilation = [1, 2, 1] }, outputPadding: [1, 0, 2]));
        book.Add("3-D, groups", Of(6, 2, 3, 4).ConvTranspose(9, new(3) { Stride = [1, 2, 2], Begin = [1] }, groups: 3));
        book.Add("3-D, depthwise", Of(17, 2, 3, 3).ConvTranspose(17, new(3) { Stride = [2, 1, 2], Begin = [1] }, groups: 17));
    }

    private static void AddNeighbours(CaseBook book)
    {
        foreach ((string name, WindowSettings window) in new[] { ("doubling", Double), ("with gaps", Gaps), ("overlapping", new(3) { Stride = [2], Begin = [1] }) })
        {
            book.Add($"{name}, batch norm and relu", Of(3, 4, 5).ConvTranspose(17, window).BatchNorm().Relu(), examples: 2);
            book.Add($"{name}, batch norm without bias, sigmoid", Of(17, 4, 5).ConvTranspose(16, window, bias: false).BatchNorm().Sigmoid());
            book.Add($"{name}, frozen batch norm", Of(17, 4, 5).ConvTranspose(16, window).BatchNorm(frozen: true).LeakyRelu(0.1));
            book.Add($"{name}, residual", Of(17, 4, 5).ConvTranspose(16, window, name: "a").ConvTranspose(16, window, from: Input, name: "b").Add("b", "a").Relu());
            book.Add($"{name}, residual of a convolution", Of(17, 4, 5).ConvTranspose(16, window, name: "a").Conv(16, Padded3).BatchNorm(name: "b").Add("a", "b").Relu().Conv(3, Padded3));
            book.Add($"{name}, what others read too", Of(17, 4, 5).Relu(name: "x").ConvTranspose(16, window, name: "a").ConvTranspose(16, window, from: "x", name: "b").Add("a", "b").Conv(5, new(2)));
            book.Add($"{name}, concatenation", Of(3, 4, 5).ConvTranspose(16, window, name: "a").ConvTranspose(32, window, from: Input).Relu(name: "b").Concat("a", "b").Conv(17, Padded3));
            book.Add($"{name}, misaligned concatenation", Of(3, 4, 5).ConvTranspose(10, window, name: "a").ConvTranspose(7, window, from: Input).Relu(name: "b").Concat("a", "b").Conv(17, Padded3));
            book.Add($"{name}, two after each other", Of(17, 3, 4).ConvTranspose(16, window).Relu().ConvTranspose(5, window));
            book.Add($"{name}, between convolutions", Of(3, 6, 7).Conv(17, new(3)).Relu().ConvTranspose(18, window).Tanh().Conv(5, Padded3));
            book.Add($"{name}, then dense", Of(3, 3, 4).ConvTranspose(5, window).Dense(17));
        }

        book.Add("pooling after", Of(3, 4, 5).ConvTranspose(17, Double).Relu().MaxPool(new(2)));
        book.Add("pooling before", Of(3, 8, 6).Conv(17, Padded3).MaxPool(new(2)).ConvTranspose(3, Double).Softmax());
        book.Add("stride 1 in a planar network", Of(1, 12, 18).ConvTranspose(3, new(3)).Relu().Conv(2, new(3)).Relu());
        book.Add("stride 1 in a planar network, padded", Of(3, 12, 18).ConvTranspose(4, new(5) { Begin = [2] }).BatchNorm().Relu().MaxPool(new(2)));
        book.Add("planar input, strided", Of(3, 12, 18).ConvTranspose(2, new(4) { Stride = [2], Begin = [1] }).Relu());
        book.Add("adds to a gradient that is there", Of(17, 4, 5).Conv(16, Padded3, name: "a").ConvTranspose(5, Double).Relu(name: "b")
            .ConvTranspose(5, Double, from: "a", name: "c").Add("b", "c"));
    }

    private static void AddNetworks(CaseBook book)
    {
        book.Add("U-Net", Of(3, 8, 12).Conv(16, Padded3).Relu(name: "level1").MaxPool(new(2)).Conv(20, Padded3).Relu(name: "level2").MaxPool(new(2))
            .Conv(33, Padded3).Relu().ConvTranspose(20, Double, name: "up2").Concat("up2", "level2").Conv(20, Padded3).Relu()
            .ConvTranspose(16, Double, name: "up1").Concat("up1", "level1").Conv(16, Padded3).Relu().Conv(2, new(1)).Softmax());
        book.Add("autoencoder", Of(1, 14, 14).Conv(8, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }).Relu()
            .Conv(17, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }).Relu()
            .ConvTranspose(8, new(3) { Stride = [2], Begin = [1] }).BatchNorm().Relu()
            .ConvTranspose(1, new(3) { Stride = [2], Begin = [1] }, outputPadding: 1).Sigmoid());
        book.Add("generator", Of(20, 1, 1).ConvTranspose(33, new(4), bias: false).BatchNorm().Relu()
            .ConvTranspose(16, new(4) { Stride = [2], Begin = [1] }, bias: false).BatchNorm().Relu()
            .ConvTranspose(3, new(4) { Stride = [2], Begin = [1] }).Tanh());
    }
}
