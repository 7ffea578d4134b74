using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// A convolution whose only reader is a depthwise one: inference does both in one, a band of rows and two blocks of channels at a time, so
/// bands, borders and channels that do not divide evenly are what can go wrong.
/// </summary>
public class DepthwiseAfterConvolutionTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Fact]
    public void IsDoneInOne()
    {
        using INetwork network = Book.Create("pointwise, 48 channels, 9×11", NetworkOptions.Default);
        Assert.Equal(
            ["direct, planar input, with depthwise", "folded", "depthwise, with n1"],
            network.Info.Layers.Skip(1).Take(3).Select(layer => layer.Algorithm));
    }

    [Fact]
    public void IsNotDoneInOneWhereAnotherReadsTheMapBetween()
    {
        using INetwork network = Book.Create("another reads the map between", NetworkOptions.Default);
        Assert.Equal("depthwise", network.Info.Layers.Single(layer => layer.Name == "b").Algorithm);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsTheSameForEveryNumberOfThreads(string name)
    {
        using INetwork one = Book.Create(name, NetworkOptions.Default with { Threads = 1, Seed = 7 });
        using INetwork three = Book.Create(name, NetworkOptions.Default with { Threads = 3, Seed = 7 });
        float[] input = [.. new Draws(3).Uniform(-1, 1, [2, one.InputLength]).Values.Select(value => (float)value)];
        float[] expected = new float[2 * one.OutputLength], actual = new float[expected.Length];
        one.Forward(input, expected);
        three.Forward(input, actual);
        Assert.Equal(expected, actual);
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int channels in new[] { 1, 3, 15, 17, 33, 48, 65 })
        {
            book.Add($"pointwise, {channels} channels, 9×11", DeclaredNetwork.Of(5, 9, 11).Conv(channels, new(1)).Relu()
                .Conv(channels, new(3) { Begin = [1] }, groups: channels).Relu().Conv(4, new(1)));
        }

        foreach ((int stride, int kernel, int pad) in new[] { (1, 3, 0), (1, 5, 2), (2, 3, 1), (3, 3, 1), (2, 5, 1), (4, 2, 0), (1, 7, 6) })
        {
            book.Add($"stride {stride}, kernel {kernel}, padding {pad}", DeclaredNetwork.Of(3, 17, 19).Conv(20, new(1), bias: false).BatchNorm().Relu6()
                .Conv(20, new(kernel) { Stride = [stride], Begin = [pad], Rounding = RoundingMode.Floor }, groups: 20, bias: false).BatchNorm());
        }

        // Large enough for bands: on rows of one tile and of several.
        book.Add("bands", DeclaredNetwork.Of(4, 33, 29).Conv(70, new(1)).Conv(70, new(3) { Begin = [1] }, groups: 70).ForInference(), examples: 2);
        book.Add("bands, strided", DeclaredNetwork.Of(4, 57, 30).Conv(20, new(1)).LeakyRelu(0.1)
            .Conv(20, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, groups: 20).ForInference(), examples: 2);
        book.Add("bands, dilated", DeclaredNetwork.Of(2, 41, 23).Conv(20, new(1))
            .Conv(20, new(3) { Dilation = [3], Begin = [3] }, groups: 20).ForInference(), examples: 2);
        book.Add("many bands", DeclaredNetwork.Of(2, 111, 115).Conv(36, new(1)).Relu()
            .Conv(36, new(3) { Begin = [1] }, groups: 36).Relu().ForInference(), examples: 1);
        // Rows that no window reads, and bands that lie in padding.
        book.Add("a row too many", DeclaredNetwork.Of(3, 39, 40).Conv(48, new(3) { Begin = [1] })
            .Conv(48, new(2) { Stride = [2], Rounding = RoundingMode.Floor }, groups: 48).ForInference(), examples: 2);
        book.Add("several rows too many", DeclaredNetwork.Of(3, 11, 13).Conv(20, new(1))
            .Conv(20, new(1, 2) { Stride = [5, 2], Rounding = RoundingMode.Floor }, groups: 20));
        book.Add("bands in padding", DeclaredNetwork.Of(2, 1, 25).Conv(2, new(1))
            .Conv(2, new(1, 3) { Stride = [4], Begin = [2], Rounding = RoundingMode.Floor }, groups: 2));
        book.Add("bands above and below", DeclaredNetwork.Of(2, 33, 9).Conv(36, new(1))
            .Conv(36, new(1, 3) { Begin = [40, 1] }, groups: 36).ForInference(), examples: 2);
        book.Add("nothing but padding", DeclaredNetwork.Of(2, 3, 9).Conv(18, new(1))
            .Conv(18, new(1, 3) { Stride = [5, 1], Begin = [1, 1], Rounding = RoundingMode.Floor }, groups: 18));
        book.Add("narrow", DeclaredNetwork.Of(17, 40, 3).Conv(48, new(1)).Conv(48, new(3) { Begin = [1] }, groups: 48));
        book.Add("one pixel", DeclaredNetwork.Of(17, 1, 1).Conv(48, new(1)).Conv(48, new(3) { Begin = [1] }, groups: 48));
        book.Add("a line", DeclaredNetwork.Of(6, 37).Conv(20, new(1)).Relu().Conv(20, new(3) { Begin = [1] }, groups: 20));
        book.Add("padded on one side only", DeclaredNetwork.Of(3, 11, 10).Conv(18, new(1))
            .Conv(18, new(3, 2) { Padding = PaddingKind.SameLower }, groups: 18));
        book.Add("the first is strided and padded", DeclaredNetwork.Of(3, 21, 22)
            .Conv(34, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, bias: false).BatchNorm().Relu()
            .Conv(34, new(3) { Begin = [1] }, groups: 34, bias: false).BatchNorm().Relu());
        book.Add("one after the other", DeclaredNetwork.Of(3, 12, 13).Conv(20, new(3) { Begin = [1] }).Relu()
            .Conv(20, new(3) { Begin = [1] }, groups: 20).Relu().Conv(36, new(1)).Relu()
            .Conv(36, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, groups: 36).Relu().Conv(10, new(1)));
        book.Add("another reads the map between", DeclaredNetwork.Of(3, 6, 7).Conv(17, new(1), name: "a")
            .Conv(17, new(3) { Begin = [1] }, groups: 17, name: "b").Concat("a", "b"));
        return book;
    }
}
