using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Zeros put around a map before layers that could have padded it themselves, as other frameworks export them.</summary>
public class ZeroPaddingTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        book.Add("before a strided convolution of the input", Of(3, 8, 7).Pad([0, 1], [1, 2]).Conv(17, Sliding(3, stride: 2)));
        book.Add("before a convolution with padding", Of(1, 5, 6).Conv(33, new(1)).Relu().Pad([1, 0], [0, 2]).Conv(15, new(3) { Begin = [1] }));
        book.Add("before a strided depthwise convolution", Of(3, 8, 9).Conv(17, new(3) { Begin = [1] }).Relu6()
            .Pad([0], [1, 0]).DepthwiseConv(Sliding(3, stride: 2)).Relu());
        book.Add("three in a row", Of(2, 4, 5).Conv(16, new(1)).Pad([1]).Pad([0, 2]).Pad([1, 0], [0, 0]).Conv(3, new(5, 4)));
        book.Add("before an activation that keeps zeros", Of(3, 5, 5).Conv(17, new(3)).Pad([1]).LeakyRelu(0.2).Conv(4, new(3)));
        book.Add("before a slope and a tanh", Of(3, 5, 5).Conv(17, new(3)).Pad([1]).PRelu(perChannel: true).Tanh().Conv(4, new(3)));
        book.Add("before an activation that does not", Of(3, 5, 5).Conv(17, new(3)).Pad([1]).Sigmoid().Conv(4, new(3)));
        book.Add("read by two layers that pad and one that does not", Of(3, 6, 6).Conv(17, new(1)).Pad([1]).As("padded")
            .Conv(16, new(3), name: "a").Conv(16, new(3), from: "padded", name: "b").Add("a", "b").Relu().As("sum")
            .MaxPool(Sliding(3, stride: 1), from: "padded", name: "c").Concat("sum", "c"));
        book.Add("read by two layers that pad", Of(3, 6, 6).Conv(17, new(1)).Pad([1]).As("padded")
            .Conv(16, new(3), name: "a").DepthwiseConv(new(3), from: "padded", name: "b").Concat("a", "b"));
        book.Add("an activation of it that is read twice", Of(3, 6, 6).Conv(17, new(1)).Pad([2]).Relu().As("padded")
            .Conv(16, new(3), name: "a").MaxPool(Sliding(3, stride: 1), from: "padded", name: "b").Concat("a", "b"));
        book.Add("before a maximum of a rectifier", Of(3, 7, 8).Conv(17, new(3)).Relu().Pad([1, 0], [0, 1]).MaxPool(Sliding(3, stride: 2)));
        book.Add("before a maximum of what may be negative", Of(3, 7, 8).Conv(17, new(3)).Pad([1]).MaxPool(Sliding(2, stride: 2)));
        book.Add("before a rectified maximum", Of(3, 7, 8).Conv(17, new(3)).Pad([1]).Relu().MaxPool(Sliding(3, stride: 3)));
        book.Add("wider than a maximum's window", Of(3, 4, 4).Conv(5, new(1)).Relu().Pad([4]).MaxPool(new(2)));
        book.Add("before means", Of(3, 6, 6).Conv(17, new(1)).Pad([1]).AvgPool(new(3) { Stride = [1], Begin = [1] }));
        book.Add("before means of what is there", Of(3, 6, 6).Conv(17, new(1)).Pad([1])
            .AvgPool(new(3) { Stride = [1], Begin = [1] }, countPadding: false));
        book.Add("before norms", Of(3, 6, 6).Conv(17, new(1)).Pad([1, 0]).LpPool(Sliding(2, stride: 2)));
        book.Add("before a transposed convolution", Of(3, 4, 4).Conv(17, new(1)).Pad([1]).ConvTranspose(5, Sliding(3, stride: 2)));
        book.Add("before a convolution that continues the map", Of(3, 4, 4).Conv(17, new(1)).Pad([1])
            .PaddedConv(5, new(3) { Begin = [1] }, PadMode.Reflect));
        book.Add("along three axes", Of(2, 3, 4, 5).Pad([1, 0, 2], [0, 1, 1]).Conv(17, new(3)).Relu());
        book.Add("along one axis, causal", Of(3, 20).Conv(17, new(1)).Relu().Pad([4], [0]).Conv(17, new(3) { Dilation = [2] }));
        book.Add("as wide as the map", Of(3, 4, 4).Conv(17, new(1)).Pad([4]).Conv(3, Sliding(3, stride: 3)));
        return book;
    }

    private static WindowSettings Sliding(int kernel, int stride) => new(kernel) { Stride = [stride], Rounding = RoundingMode.Floor };
}
