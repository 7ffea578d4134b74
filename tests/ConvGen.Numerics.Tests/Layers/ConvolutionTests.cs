using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions of awkward channels, maps, strides, paddings and kernels against the reference, on every target.</summary>
public class ConvolutionTests
{
    private static readonly int[] Channels = [1, 3, 15, 16, 17, 31, 33, 48];
    private static readonly int[][] Maps = [[1, 1], [1, 7], [5, 3], [13, 11], [17, 33]];
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddChannels(book);
        AddKernels(book);
        AddStrides(book);
        AddPaddings(book);
        AddOtherRanks(book);
        return book;
    }

    // Every number of channels comes in and goes out, on every map, with kernels that change from case to case.
    private static void AddChannels(CaseBook book)
    {
        int[][] kernels = [[1], [3], [2, 3], [5, 1]];
        for (int c = 0; c < Channels.Length; c++)
        {
            for (int m = 0; m < Maps.Length; m++)
            {
                int[] map = Maps[m], kernel = kernels[(c + m) % kernels.Length];
                int inputs = Channels[c], filters = Channels[(c + 1 + 2 * m) % Channels.Length];
                WindowSettings window = new(kernel) { Padding = PaddingKind.Same };
                book.Add(
                    $"{inputs} to {filters} channels, {map[0]}×{map[1]}, kernel {string.Join('×', kernel)}",
                    DeclaredNetwork.Of(inputs, map[0], map[1]).Conv(filters, window, bias: (c + m) % 2 == 0),
                    examples: map[1] > 20 ? 2 : 3);
            }
        }
    }

    private static void AddKernels(CaseBook book)
    {
        foreach (int k in new[] { 1, 2, 3, 5, 7, 11 })
        {
            book.Add($"kernel {k}", DeclaredNetwork.Of(5, 12, 13).Conv(18, new(k)));
            book.Add($"kernel {k}, one long row", DeclaredNetwork.Of(17, 3, 14).Conv(4, new(1, k)));
            book.Add($"kernel {k} of an input of that size", DeclaredNetwork.Of(19, k, k).Conv(17, new(k)));
        }

        book.Add("kernel 12, past the taps that are unrolled", DeclaredNetwork.Of(3, 13, 14).Conv(17, new(2, 12)));
        book.Add("kernel 13×2", DeclaredNetwork.Of(18, 14, 5).Conv(5, new(13, 2)));
    }

    private static void AddStrides(CaseBook book)
    {
        book.Add("stride 2, the last cell left out", DeclaredNetwork.Of(3, 12, 10).Conv(17, new(3) { Stride = [2], Rounding = RoundingMode.Floor }));
        book.Add("stride 3, two cells left out", DeclaredNetwork.Of(17, 11, 14).Conv(16, new(3) { Stride = [3], Rounding = RoundingMode.Floor }));
        book.Add("stride 2 overhanging", DeclaredNetwork.Of(16, 12, 10).Conv(5, new(3) { Stride = [2], Rounding = RoundingMode.Ceiling }));
        book.Add("stride 4 overhanging, padded", DeclaredNetwork.Of(4, 13, 11).Conv(33, new(5) { Stride = [4], Begin = [2], Rounding = RoundingMode.Ceiling }));
        book.Add("stride larger than the kernel", DeclaredNetwork.Of(17, 13, 10).Conv(18, new(2) { Stride = [5], Rounding = RoundingMode.Floor }));
        book.Add("stride larger than the kernel, overhanging", DeclaredNetwork.Of(3, 13, 11).Conv(16, new(1) { Stride = [3, 4], Rounding = RoundingMode.Ceiling }));
        book.Add("stride larger than the input", DeclaredNetwork.Of(5, 3, 2).Conv(7, new(2) { Stride = [9], Rounding = RoundingMode.Floor }));
        book.Add("stride 2 pointwise", DeclaredNetwork.Of(31, 9, 7).Conv(17, new(1) { Stride = [2] }));
        book.Add("a stride for each axis", DeclaredNetwork.Of(16, 9, 13).Conv(16, new(3, 5) { Stride = [1, 4] }));
        book.Add("stride 4, kernel 11", DeclaredNetwork.Of(3, 27, 31).Conv(24, new(11) { Stride = [4] }), examples: 2);
        book.Add("strides one after the other", DeclaredNetwork.Of(3, 17, 33).Conv(16, new(3) { Stride = [2], Begin = [1] })
            .Conv(17, new(3) { Stride = [2], Begin = [1] }).Conv(33, new(3) { Stride = [2], Begin = [1] }));
        book.Add("stride 2, Same", DeclaredNetwork.Of(6, 11, 14).Conv(20, new(3) { Stride = [2], Padding = PaddingKind.Same }));
        book.Add("stride 3, SameLower", DeclaredNetwork.Of(6, 11, 14).Conv(20, new(4) { Stride = [3], Padding = PaddingKind.SameLower }));
        book.Add("stride 2, dilation 2", DeclaredNetwork.Of(17, 13, 11).Conv(3, new(3) { Stride = [2], Dilation = [2] }));
        book.Add("stride 2, dilation 3", DeclaredNetwork.Of(4, 13, 15).Conv(18, new(3) { Stride = [2], Dilation = [3], Begin = [2], Rounding = RoundingMode.Floor }));
        book.Add("stride 4, dilation 6", DeclaredNetwork.Of(4, 17, 19).Conv(18, new(3) { Stride = [4], Dilation = [6], Begin = [3], Rounding = RoundingMode.Floor }));
    }

    private static void AddPaddings(CaseBook book)
    {
        book.Add("Full", DeclaredNetwork.Of(3, 5, 3).Conv(17, new(3, 2) { Padding = PaddingKind.Full }));
        book.Add("Full, dilated", DeclaredNetwork.Of(17, 4, 3).Conv(5, new(3) { Padding = PaddingKind.Full, Dilation = [2] }));
        book.Add("Same, even kernel", DeclaredNetwork.Of(16, 6, 5).Conv(6, new(4) { Padding = PaddingKind.Same }));
        book.Add("SameLower, even kernel", DeclaredNetwork.Of(16, 6, 5).Conv(6, new(4) { Padding = PaddingKind.SameLower }));
        book.Add("Valid", DeclaredNetwork.Of(16, 6, 5).Conv(6, new(3) { Padding = PaddingKind.Valid }));
        book.Add("more padding than the kernel", DeclaredNetwork.Of(3, 4, 5).Conv(17, new(3) { Begin = [5] }));
        book.Add("more padding than the kernel, strided", DeclaredNetwork.Of(18, 4, 5).Conv(4, new(2) { Begin = [4], Stride = [3], Rounding = RoundingMode.Floor }));
        book.Add("more padding than a dilated kernel", DeclaredNetwork.Of(17, 5, 6).Conv(16, new(3) { Begin = [7], Dilation = [2] }));
        book.Add("dilation wider than the input", DeclaredNetwork.Of(5, 4, 4).Conv(16, new(3) { Begin = [6], Dilation = [6] }));
        book.Add("padding at one side", DeclaredNetwork.Of(3, 5, 6).Conv(16, new(3) { Begin = [2, 0], End = [0, 3] }));
        book.Add("causal", DeclaredNetwork.Of(16, 20).Conv(16, new(3) { Padding = PaddingKind.Causal, Dilation = [2] }));
        book.Add("causal, strided", DeclaredNetwork.Of(3, 22).Conv(17, new(4) { Padding = PaddingKind.Causal, Stride = [3] }));
        book.Add("causal, dilation wider than the input", DeclaredNetwork.Of(5, 4).Conv(17, new(2) { Padding = PaddingKind.Causal, Dilation = [6] }));
        book.Add("causal, 31 taps", DeclaredNetwork.Of(17, 70).Conv(16, new(31) { Padding = PaddingKind.Causal }));
        book.Add("causal one after the other", DeclaredNetwork.Of(2, 33).Conv(16, new(2) { Padding = PaddingKind.Causal })
            .Conv(16, new(2) { Padding = PaddingKind.Causal, Dilation = [2] }).Conv(16, new(2) { Padding = PaddingKind.Causal, Dilation = [4] }));
        book.Add("a dilation for each axis", DeclaredNetwork.Of(4, 9, 9).Conv(19, new(3, 2) { Dilation = [2, 5], Begin = [1, 3] }));
        book.Add("without the gradient by the input", DeclaredNetwork.Of(3, 7, 6).Conv(17, new(3) { Begin = [1] })
            .Conv(5, new(3) { Stride = [2], Rounding = RoundingMode.Floor }).WithoutInputGradient());
    }

    private static void AddOtherRanks(CaseBook book)
    {
        book.Add("1-D, 31 taps", DeclaredNetwork.Of(1, 100).Conv(8, new(31) { Begin = [15] }));
        book.Add("1-D, 31 taps, many channels", DeclaredNetwork.Of(17, 64).Conv(33, new(31)));
        book.Add("1-D, 31 taps, strided", DeclaredNetwork.Of(16, 90).Conv(16, new(31) { Stride = [4], Rounding = RoundingMode.Floor, Begin = [3] }));
        book.Add("1-D, 31 taps, dilated", DeclaredNetwork.Of(3, 80).Conv(17, new(31) { Dilation = [2] }));
        book.Add("1-D, 31 taps, depthwise", DeclaredNetwork.Of(17, 70).Conv(17, new(31) { Padding = PaddingKind.Same }, groups: 17));
        book.Add("1-D, 31 taps, groups", DeclaredNetwork.Of(12, 50).Conv(18, new(31) { Padding = PaddingKind.Same }, groups: 3));
        book.Add("1-D, one cell", DeclaredNetwork.Of(15, 1).Conv(17, new(3) { Begin = [1] }));
        book.Add("1-D, kernel 2, stride 2", DeclaredNetwork.Of(33, 18).Conv(15, new(2) { Stride = [2] }));
        book.Add("3-D", DeclaredNetwork.Of(3, 4, 5, 6).Conv(17, new(3) { Begin = [1] }));
        book.Add("3-D, strided", DeclaredNetwork.Of(17, 5, 4, 7).Conv(5, new(2, 3, 1) { Stride = [2, 1, 3], Rounding = RoundingMode.Floor }));
        book.Add("3-D, dilated, overhanging", DeclaredNetwork.Of(4, 6, 5, 6)
            .Conv(18, new(2) { Dilation = [2, 1, 3], Stride = [2], Begin = [1], Rounding = RoundingMode.Ceiling }));
        book.Add("3-D, groups", DeclaredNetwork.Of(6, 3, 4, 5).Conv(9, new(2, 3, 3) { Padding = PaddingKind.Same }, groups: 3));
        book.Add("3-D, depthwise", DeclaredNetwork.Of(17, 4, 5, 3).Conv(17, new(3) { Begin = [1], Stride = [2, 1, 1], Rounding = RoundingMode.Floor }, groups: 17));
    }
}
