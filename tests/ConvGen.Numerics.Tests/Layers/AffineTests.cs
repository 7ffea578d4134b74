using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Scales and shifts of every scope, learned and constant, folded into other layers and alone.</summary>
public class AffineTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (ParameterScope per in Enum.GetValues<ParameterScope>())
        {
            foreach (int channels in new[] { 1, 3, 15, 17, 33 })
            {
                book.Add($"scale per {per} of {channels} channels", Of(channels, 3, 5).Scale(per));
                book.Add($"shift per {per} of {channels} channels", Of(channels, 3, 5).Shift(per));
            }

            book.Add($"scale per {per} behind a convolution, with an activation", Of(3, 5, 6).Conv(17, new(3)).Scale(per).Relu().Conv(5, new(3) { Begin = [1] }));
            book.Add($"shift per {per} behind a convolution, with an activation", Of(3, 5, 6).Conv(17, new(3), bias: false).Shift(per).Relu().Conv(5, new(3) { Begin = [1] }));
            book.Add($"scale and shift per {per} behind a convolution", Of(3, 5, 6).Conv(17, new(3)).Scale(per).Shift(per).Scale(per));
            book.Add($"shift and scale per {per} behind a convolution", Of(3, 5, 6).Conv(17, new(3)).Shift(per).Scale(per).Sigmoid());
            book.Add($"scale per {per} behind batch normalisation", Of(3, 5, 6).Conv(17, new(3)).BatchNorm().Scale(per).Relu());
            book.Add($"scale per {per} behind dense", Of(18).Dense(17).Scale(per).Dense(3).Shift(per));
            book.Add($"scale per {per} of what others read too", Of(3, 4, 5).Conv(15, new(2), name: "a").Scale(per, name: "b").Add("a", "b").Conv(3, new(1)));
            book.Add($"scale per {per} of a residual", Of(17, 4, 5).Conv(17, new(3) { Begin = [1] }).Scale(per, name: "b").Add("b", Input));
            book.Add($"scale and shift per {per} of a volume", Of(3, 2, 3, 4).Scale(per).Conv(17, new(2)).Shift(per).Conv(3, new(1)));
            book.Add($"scale and shift per {per} of a line", Of(5, 9).Shift(per).Conv(17, new(3)).Scale(per));
            book.Add($"scale per {per} behind flatten", Of(3, 4, 5).Conv(5, new(2)).Flatten().Scale(per).Dense(3));
            book.Add($"scale per {per} of a depthwise convolution", Of(17, 6, 5).Conv(17, new(3), groups: 17).Scale(per).Relu());
        }

        book.Add("constant scale", Of(17, 3, 4).Scale(0.75).Conv(5, new(1)).Scale(-2).Shift(0.25).Relu());
        book.Add("constant shift per channel", Of(3, 3, 4).Shift(0.5, -1, 0.25).Conv(3, new(3) { Begin = [1] }).Scale(2, 0.5, -1).Shift(1, 2, 3));
        book.Add("constants and learned numbers", Of(3, 3, 4).Conv(17, new(3) { Begin = [1] }).Scale(0.5).Shift().Scale().Shift(0.25));
        book.Add("constant scale behind Winograd", Of(16, 12, 12).Conv(16, new(3) { Begin = [1] }).Scale(0.75).Shift());
        return book;
    }
}
