using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Poolings alone and behind other layers.</summary>
public class PoolingTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (string Name, int[] Input, WindowSettings Window)[] windows =
        [
            ("plain", [17, 6, 8], new(2)),
            ("one channel", [1, 5, 7], new(3) { Stride = [2] }),
            ("overlapping", [31, 7, 9], new(3) { Stride = [2] }),
            ("stride 1", [16, 5, 6], new(3) { Stride = [1] }),
            ("floor", [15, 7, 10], new(3) { Rounding = RoundingMode.Floor }),
            ("ceiling", [33, 7, 10], new(3) { Rounding = RoundingMode.Ceiling }),
            ("ceiling, stride 2", [3, 13, 11], new(2) { Stride = [3], Rounding = RoundingMode.Ceiling }),
            ("padded", [17, 6, 5], new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }),
            ("padded, ceiling", [5, 6, 8], new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Ceiling }),
            ("padded at one side", [16, 6, 7], new(3, 2) { Stride = [1], Begin = [2, 0], End = [0, 1] }),
            ("Same", [17, 7, 6], new(3) { Stride = [2], Padding = PaddingKind.Same }),
            ("SameLower", [17, 7, 6], new(4) { Stride = [3], Padding = PaddingKind.SameLower }),
            ("stride larger than the window", [48, 9, 10], new(2) { Stride = [4], Rounding = RoundingMode.Floor }),
            ("wide window", [3, 5, 40], new(2, 19) { Stride = [1, 3], Rounding = RoundingMode.Floor }),
            ("dilated", [17, 9, 8], new(3) { Stride = [1], Dilation = [2] }),
            ("dilated and padded", [4, 8, 9], new(3) { Stride = [2], Dilation = [2], Begin = [2], Rounding = RoundingMode.Ceiling }),
            ("whole map", [18, 3, 4], new(3, 4)),
            ("one cell", [17, 1, 1], new(1)),
            ("1-D", [17, 19], new(4) { Stride = [3] }),
            ("1-D, padded", [3, 20], new(5) { Stride = [2], Begin = [2], Rounding = RoundingMode.Ceiling }),
            ("causal", [17, 20], new(3) { Padding = PaddingKind.Causal }),
            ("causal, dilated", [3, 19], new(3) { Stride = [2], Dilation = [4], Padding = PaddingKind.Causal }),
            ("3-D", [17, 4, 5, 6], new(2) { Rounding = RoundingMode.Floor }),
            ("3-D, padded", [5, 3, 4, 5], new(2, 3, 3) { Stride = [1, 2, 2], Begin = [0, 1, 1], Rounding = RoundingMode.Ceiling }),
        ];
        foreach ((string name, int[] input, WindowSettings window) in windows)
        {
            book.Add($"maximum, {name}", DeclaredNetwork.Of(input).MaxPool(window));
            book.Add($"average, {name}", DeclaredNetwork.Of(input).AvgPool(window));
            book.Add($"average without padding, {name}", DeclaredNetwork.Of(input).AvgPool(window, countPadding: false));
            book.Add($"minimum, {name}", DeclaredNetwork.Of(input).MinPool(window));
        }

        book.Add("maximum of a rectifier's zeros", DeclaredNetwork.Of(17, 6, 6).Conv(18, new(3)).Relu().MaxPool(new(2)));
        book.Add("overlapping maxima of a rectifier's zeros", DeclaredNetwork.Of(17, 7, 7).Relu().MaxPool(new(3) { Stride = [1], Begin = [1] }));
        book.Add("maximum of negative numbers next to padding", DeclaredNetwork.Of(17, 5, 6).Sigmoid().LeakyRelu(0.5).Conv(17, new(1), bias: false)
            .MaxPool(new(3) { Stride = [1], Begin = [1] }));
        book.Add("pool of a padded map", DeclaredNetwork.Of(3, 6, 7).Conv(17, new(3), name: "a").Conv(5, new(3) { Begin = [1] }, name: "b")
            .MaxPool(new(2) { Stride = [1] }, from: "a", name: "c").Dense(3, from: "c", name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        book.Add("pool before a padded convolution", DeclaredNetwork.Of(16, 8, 8).MaxPool(new(2)).Conv(17, new(3) { Begin = [1] }));
        book.Add("average before a strided convolution", DeclaredNetwork.Of(16, 9, 8).AvgPool(new(2) { Stride = [1] }).Conv(17, new(3) { Begin = [2], Stride = [2], Rounding = RoundingMode.Floor }));
        return book;
    }
}
