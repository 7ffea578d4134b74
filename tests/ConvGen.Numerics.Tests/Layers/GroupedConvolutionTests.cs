using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions whose channels are divided into groups, aligned with the blocks of 16 and not.</summary>
public class GroupedConvolutionTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((int groups, int inputs, int filters) in new[]
        {
            (2, 2, 2), (2, 6, 4), (3, 15, 15), (3, 15, 48), (3, 48, 15), (2, 32, 32), (2, 64, 32), (3, 48, 48), (4, 64, 16),
            (2, 34, 34), (2, 50, 66), (3, 51, 57), (5, 40, 40), (7, 49, 21), (4, 4, 68), (33, 66, 33), (8, 80, 40), (19, 19, 38), (22, 22, 44),
        })
        {
            book.Add($"{groups} groups, {inputs} to {filters}", DeclaredNetwork.Of(inputs, 5, 6)
                .Conv(filters, new(3) { Begin = [1] }, groups, bias: groups % 2 == 1));
        }

        book.Add("groups, strided", DeclaredNetwork.Of(50, 7, 8).Conv(34, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, groups: 2));
        book.Add("groups, dilated", DeclaredNetwork.Of(21, 7, 8).Conv(42, new(3) { Dilation = [2], Begin = [3] }, groups: 3));
        book.Add("groups, pointwise", DeclaredNetwork.Of(51, 4, 5).Conv(51, new(1), groups: 3));
        foreach ((int groups, int inputs, int filters) in new[]
        {
            (4, 136, 136), (4, 24, 112), (8, 136, 24), (3, 99, 33), (2, 66, 34), (4, 60, 68), (17, 17, 68),
        })
        {
            book.Add($"{groups} pointwise groups, {inputs} to {filters}", DeclaredNetwork.Of(inputs, 5, 3).Conv(filters, new(1), groups));
        }

        book.Add("groups with long sums", DeclaredNetwork.Of(150, 3, 4).Conv(34, new(5) { Begin = [2] }, groups: 2));
        book.Add("groups, a volume", DeclaredNetwork.Of(34, 3, 4, 3).Conv(18, new(2, 3, 1) { Begin = [1, 1, 0] }, groups: 2));
        book.Add("groups one after the other", DeclaredNetwork.Of(18, 6, 6).Conv(36, new(3) { Begin = [1] }, groups: 2).Relu()
            .Conv(51, new(3) { Begin = [1] }, groups: 3).BatchNorm().Conv(34, new(2), groups: 17));

        foreach (int channels in new[] { 3, 16, 17, 40 })
        {
            book.Add($"depthwise, {channels} channels", DeclaredNetwork.Of(channels, 6, 7).Conv(channels, new(3) { Begin = [1] }, groups: channels));
            book.Add($"depthwise, {channels} channels, strided", DeclaredNetwork.Of(channels, 9, 8)
                .Conv(channels, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, groups: channels, bias: false));
        }

        book.Add("depthwise, stride larger than the kernel", DeclaredNetwork.Of(17, 9, 10).Conv(17, new(2) { Stride = [4], Rounding = RoundingMode.Floor }, groups: 17));
        book.Add("depthwise, dilated", DeclaredNetwork.Of(18, 9, 17).Conv(18, new(3) { Dilation = [2], Begin = [4] }, groups: 18));
        book.Add("depthwise, kernel 7", DeclaredNetwork.Of(20, 8, 33).Conv(20, new(7) { Padding = PaddingKind.Same }, groups: 20));
        book.Add("depthwise, Same, stride 2", DeclaredNetwork.Of(17, 8, 7).Conv(17, new(3, 4) { Stride = [2], Padding = PaddingKind.SameLower }, groups: 17));
        book.Add("depthwise with two filters for each channel", DeclaredNetwork.Of(17, 5, 6).Conv(34, new(3) { Begin = [1] }, groups: 17));
        book.Add("depthwise of two channels into one filter", DeclaredNetwork.Of(34, 5, 6).Conv(17, new(3) { Begin = [1] }, groups: 17));
        book.Add("separable", DeclaredNetwork.Of(17, 9, 11).Conv(17, new(3) { Begin = [1] }, groups: 17, bias: false).BatchNorm().Relu()
            .Conv(33, new(1), bias: false).BatchNorm().Relu());
        book.Add("depthwise with a residual", DeclaredNetwork.Of(3, 6, 7).Conv(17, new(1), name: "a")
            .Conv(17, new(3) { Begin = [1] }, groups: 17, name: "b").Add("b", "a").Relu());
        return book;
    }
}
