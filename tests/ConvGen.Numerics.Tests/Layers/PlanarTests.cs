using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions of few filters, which run their vectors along the width, and what may follow them in that layout.</summary>
public class PlanarTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>Otherwise the cases would test another algorithm.</summary>
    [Fact]
    public void MostCasesReallyArePlanar()
    {
        string[] chosen = [.. Cases.Select(row => row.Data)
            .Select(name => Book.Create(name, new NetworkOptions()))
            .Select(network =>
            {
                using (network)
                    return network.Info.Layers.First(layer => layer.Kind == "Conv").Algorithm;
            })];
        Assert.InRange(chosen.Count(algorithm => algorithm.StartsWith("planar", StringComparison.Ordinal)), chosen.Length * 3 / 4, chosen.Length);
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        for (int width = 4; width <= 40; width++)
        {
            // Width is that of the convolution's output. Odd and even, pooled at strides 1 and 2.
            int kernel = 2 + width % 4, filters = 1 + width % 7;
            int pooled = width % 3 + 1, stride = 1 + width % 2;
            DeclaredNetwork network = DeclaredNetwork.Of(1 + width % 3, 6 + kernel, width + kernel - 1).Conv(filters, new(kernel), bias: width % 5 > 0).ForInference();
            if (width % 4 > 0)
                network.Relu();
            WindowSettings pool = new(pooled) { Stride = [stride], Rounding = RoundingMode.Floor };
            book.Add($"width {width}", width % 2 == 0 ? network.MaxPool(pool) : network.AvgPool(pool), examples: 2);
        }

        book.Add("no pooling", DeclaredNetwork.Of(3, 9, 21).Conv(5, new(3) { Begin = [1] }));
        book.Add("two after each other", DeclaredNetwork.Of(1, 9, 21).Conv(4, new(3) { Begin = [1] }).Relu().Conv(3, new(5) { Begin = [2] }).Sigmoid());
        book.Add("into blocks", DeclaredNetwork.Of(1, 12, 20).Conv(4, new(3)).MaxPool(new(2)).Conv(33, new(3)));
        book.Add("into dense", DeclaredNetwork.Of(2, 6, 19).Conv(3, new(3)).Dense(17));
        book.Add("padded and into dense", DeclaredNetwork.Of(2, 6, 19).Conv(3, new(3), name: "a").Conv(4, new(3) { Begin = [1] }).Dense(5, name: "b")
            .Dense(5, from: "a", name: "c").Add("b", "c"));
        book.Add("into flatten and softmax", DeclaredNetwork.Of(1, 4, 11).Conv(2, new(3)).Flatten().Softmax());
        book.Add("LeNet's front", DeclaredNetwork.Of(1, 20, 20).Conv(6, new(5) { Begin = [2] }).Relu().MaxPool(new(2)).Conv(16, new(5)).Relu().MaxPool(new(2)).Dense(20));
        book.Add("batch norm folded", DeclaredNetwork.Of(3, 8, 18).Conv(5, new(3), bias: false).BatchNorm().Relu());
        book.Add("pool of 16 columns", DeclaredNetwork.Of(1, 3, 40).Conv(2, new(1)).MaxPool(new(2, 16) { Stride = [1] }));
        book.Add("pool of 17 columns", DeclaredNetwork.Of(1, 3, 40).Conv(2, new(1)).AvgPool(new(2, 17) { Stride = [1] }));
        book.Add("pool with padding", DeclaredNetwork.Of(1, 8, 18).Conv(3, new(3)).MaxPool(new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }));
        book.Add("pool of stride 3", DeclaredNetwork.Of(1, 8, 18).Conv(3, new(3)).AvgPool(new(2) { Stride = [3], Rounding = RoundingMode.Floor }));
        book.Add("stride 2 along the height", DeclaredNetwork.Of(1, 9, 18).Conv(3, new(3) { Stride = [2, 1] }));
        book.Add("dilated", DeclaredNetwork.Of(2, 9, 22).Conv(3, new(3) { Dilation = [2, 3], Begin = [2, 3] }).AvgPool(new(2) { Rounding = RoundingMode.Floor }));
        book.Add("concatenated", DeclaredNetwork.Of(1, 6, 20).Conv(3, new(3), name: "a").Conv(4, new(3), name: "b", from: DeclaredNetwork.Input)
            .Concat("a", "b").Conv(5, new(3)));
        book.Add("added", DeclaredNetwork.Of(1, 6, 20).Conv(3, new(3), name: "a").Conv(3, new(3), name: "b", from: DeclaredNetwork.Input).Add("a", "b").Relu());
        book.Add("input pooled first", DeclaredNetwork.Of(3, 12, 30).MaxPool(new(2)).Conv(4, new(3)));
        book.Add("input pooled and convolved", DeclaredNetwork.Of(3, 12, 30).AvgPool(new(3) { Stride = [1] }, name: "a")
            .Conv(3, new(3), from: DeclaredNetwork.Input, name: "b").Add("a", "b"));
        book.Add("1-D", DeclaredNetwork.Of(1, 57).Conv(3, new(9)).Relu().MaxPool(new(2) { Rounding = RoundingMode.Floor }).Conv(4, new(5)).Tanh());
        book.Add("1-D, 31 taps", DeclaredNetwork.Of(2, 63).Conv(3, new(31)).AvgPool(new(3)));
        book.Add("3-D", DeclaredNetwork.Of(1, 4, 5, 20).Conv(3, new(3) { Begin = [1] }).MaxPool(new(2) { Rounding = RoundingMode.Floor }));
        return book;
    }
}
