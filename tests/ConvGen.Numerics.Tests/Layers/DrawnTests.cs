using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using FsCheck;
using FsCheck.Fluent;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Layers whose settings FsCheck has drawn, from one seed.</summary>
public class DrawnTests
{
    private const int Count = 80;
    private const int NormalisationCount = 16;
    private const ulong Seed = 20240229, Gamma = 17;

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    /// <summary>The kinds of layers that are drawn.</summary>
    internal static IEnumerable<string> Layers => Book.Layers;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>The seed and the generators give what the cases are named after: a mixture of all kinds.</summary>
    [Fact]
    public void EveryKindOfLayerIsDrawn()
    {
        string[] attributes = [.. Cases.SelectMany(row => Book.Declaration(row.Data).Attributes())];
        foreach (string part in new[] { "Conv(", "LocallyConnected(", "TiledConv(", "MaxPool(", "MinPool(", "AvgPool(", "LpPool(", "WeightedAvgPool(", "AdaptiveMaxPool(", "PyramidPool(", "LearnedPool(", "Maxout(", "Dense(", "Groups", "Dilation", "Same", "Full", "Ceiling", "Floor", "BiasKind.None", "CountPadding",
            "LayerNorm(", "RmsNorm(", "GroupNorm(", "InstanceNorm(", "LocalResponseNorm(", "axes: ", "Affine" })
            Assert.Contains(attributes, attribute => attribute.Contains(part, StringComparison.Ordinal));
    }

    private static CaseBook Fill()
    {
        Gen<DeclaredNetwork> networks = Gen.Frequency(
            (5, from rank in Gen.Elements(1, 2, 2, 2, 3) from network in Convolutions(rank) select network),
            (4, from rank in Gen.Elements(1, 2, 2, 3) from network in Poolings(rank) select network),
            (1, from rank in Gen.Elements(1, 2, 2, 3) from network in AdaptivePoolings(rank) select network),
            (3, from rank in Gen.Elements(1, 2, 2, 3) from network in OtherConvolutions(rank) select network),
            (1, from rank in Gen.Elements(0, 1, 2, 3) from network in Maxouts(rank) select network),
            (1, DenseLayers));
        CaseBook book = new();
        int number = 1;
        foreach (DeclaredNetwork network in networks.Sample(Count, new Rnd(Seed, Gamma), Count))
            book.Add($"{number++}: {string.Join(' ', network.Attributes())}", network, examples: 2);
        foreach (DeclaredNetwork network in Normalisations.Sample(NormalisationCount, new Rnd(Seed, Gamma), NormalisationCount))
            book.Add($"{number++}: {string.Join(' ', network.Attributes())}", network, examples: 2);
        return book;
    }

    private static Gen<DeclaredNetwork> DenseLayers =>
        from inputs in Gen.Choose(1, 70)
        from units in Gen.Choose(1, 70)
        from bias in Gen.Elements(true, false)
        select DeclaredNetwork.Of(inputs).Dense(units, bias);

    private static Gen<DeclaredNetwork> Normalisations =>
        from spatial in Gen.OneOf(
            Gen.Constant(Array.Empty<int>()), Gen.Choose(1, 150).ArrayOf(1), Gen.Choose(1, 12).ArrayOf(2), Gen.Choose(1, 5).ArrayOf(3))
        from groups in Gen.Choose(1, 6)
        from perGroup in Gen.Choose(1, 8)
        from axes in Gen.Choose(1, spatial.Length + 1)
        from affine in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from kind in Gen.Choose(0, 4)
        let network = DeclaredNetwork.Of([groups * perGroup, .. spatial])
        select kind switch
        {
            0 => network.LayerNorm(axes, epsilon: 0.1, affine),
            1 => network.RmsNorm(axes, epsilon: 0.1, affine),
            2 => network.GroupNorm(groups, epsilon: 0.1, affine),
            3 when spatial.Length > 0 => network.InstanceNorm(epsilon: 0.1, affine),
            _ => network.LocalResponseNorm(perGroup, alpha: 0.5),
        };

    private static Gen<DeclaredNetwork> Convolutions(int rank) =>
        from groups in Gen.Frequency((3, Gen.Constant(1)), (2, Gen.Choose(2, 5)))
        from inputs in Gen.Choose(1, 36 / groups)
        from filters in Gen.Choose(1, 36 / groups)
        from depthwise in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from window in Windows(rank, mostPadding: 4)
        from bias in Gen.Elements(true, false)
        let channels = groups * inputs
        select DeclaredNetwork.Of([channels, .. window.Input])
            .Conv(depthwise ? channels : groups * filters, window.Settings, depthwise ? channels : groups, bias);

    private static Gen<DeclaredNetwork> OtherConvolutions(int rank) =>
        from channels in Gen.Choose(1, 20)
        from filters in Gen.Choose(1, 20)
        from window in Windows(rank, mostPadding: 2)
        from bias in Gen.Elements(BiasKind.PerChannel, BiasKind.PerUnit, BiasKind.None)
        from mode in Gen.Elements(PadMode.Replicate, PadMode.Circular)
        from kind in Gen.Choose(0, 4)
        let network = DeclaredNetwork.Of([channels, .. window.Input])
        let most = window.Settings.Resolve(window.Input, pooling: false).Output.Min()
        select kind switch
        {
            0 => network.FlippedConv(filters, window.Settings),
            1 => network.PaddedConv(filters, window.Settings, mode),
            2 => network.DepthwiseConv(window.Settings, 1 + filters % 3, bias),
            3 => network.LocallyConnected(filters, window.Settings, bias),
            _ => network.TiledConv(filters, window.Settings, 1 + filters % Math.Min(3, most), bias),
        };

    private static Gen<DeclaredNetwork> Poolings(int rank) =>
        from channels in Gen.Choose(1, 36)
        from window in Windows(rank, mostPadding: 0)
        from kind in Gen.Choose(0, 6)
        let network = DeclaredNetwork.Of([channels, .. window.Input])
        select kind switch
        {
            0 => network.MaxPool(window.Settings),
            1 => network.AvgPool(window.Settings),
            2 => network.AvgPool(window.Settings, countPadding: false),
            3 => network.MinPool(window.Settings),
            4 => network.LpPool(window.Settings),
            5 => network.LearnedPool(window.Settings),
            _ => network.WeightedAvgPool(window.Settings),
        };

    private static Gen<DeclaredNetwork> AdaptivePoolings(int rank) =>
        from channels in Gen.Choose(1, 36)
        from input in Gen.Choose(1, rank == 3 ? 5 : 11).ArrayOf(rank)
        from size in Gen.Choose(1, rank == 3 ? 4 : 7).ArrayOf(rank)
        from kind in Gen.Choose(0, 2)
        let network = DeclaredNetwork.Of([channels, .. input])
        select kind switch
        {
            0 => network.AdaptiveMaxPool(size),
            1 => network.AdaptiveAvgPool(size),
            _ => network.PyramidPool(size),
        };

    private static Gen<DeclaredNetwork> Maxouts(int rank) =>
        from pieces in Gen.Choose(1, 10)
        from groups in Gen.Choose(1, 36)
        from input in Gen.Choose(1, 5).ArrayOf(rank)
        select DeclaredNetwork.Of([pieces * groups, .. input]).Maxout(pieces);

    /// <summary>A window and an input that it fits: its windows are at least one, and pooling windows see the input.</summary>
    private static Gen<(int[] Input, WindowSettings Settings)> Windows(int rank, int mostPadding)
    {
        int most = rank switch { 1 => 30, 2 => 12, _ => 6 };
        return
            from kernel in Gen.Choose(1, rank == 3 ? 3 : 5).ArrayOf(rank)
            from stride in Gen.Choose(1, 4).ArrayOf(rank)
            from dilation in Gen.Frequency((2, Gen.Constant(1)), (1, Gen.Choose(2, 3))).ArrayOf(rank)
            from begin in Gen.Choose(0, mostPadding).ArrayOf(rank)
            from end in Gen.Choose(0, mostPadding).ArrayOf(rank)
            from room in Gen.Choose(0, most).ArrayOf(rank)
            from padding in Gen.Frequency(
                (4, Gen.Constant(PaddingKind.Explicit)), (1, Gen.Constant(PaddingKind.Same)), (1, Gen.Constant(PaddingKind.SameLower)), (1, Gen.Constant(PaddingKind.Full)))
            from rounding in Gen.Elements(RoundingMode.Floor, RoundingMode.Ceiling)
            let input = Enumerable.Range(0, rank).Select(i => Math.Max(1, dilation[i] * (kernel[i] - 1) + 1 + room[i] - begin[i] - end[i])).ToArray()
            let mode = mostPadding == 0 && padding == PaddingKind.Full ? PaddingKind.Valid : padding
            select (input, new WindowSettings(kernel) { Stride = stride, Dilation = dilation, Begin = begin, End = end, Padding = mode, Rounding = rounding });
    }
}
