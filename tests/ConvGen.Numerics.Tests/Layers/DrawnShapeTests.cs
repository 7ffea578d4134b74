using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;
using FsCheck;
using FsCheck.Fluent;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Layers that lay maps out anew, whose settings FsCheck has drawn, from one seed.</summary>
public class DrawnShapeTests
{
    private const int Count = 24;
    private const ulong Seed = 20240301, Gamma = 17;

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    /// <summary>The kinds of layers that are drawn.</summary>
    internal static IEnumerable<string> Layers => Book.Layers;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>The seed and the generators give a mixture of all kinds.</summary>
    [Fact]
    public void EveryKindOfLayerIsDrawn()
    {
        string[] attributes = [.. Cases.SelectMany(row => Book.Declaration(row.Data).Attributes())];
        foreach (string part in new[] { "Pad(", "Upsample(", "Bilinear", "PixelShuffle(", "PixelUnshuffle(", "Slice(" })
            Assert.Contains(attributes, attribute => attribute.Contains(part, StringComparison.Ordinal));
    }

    private static CaseBook Fill()
    {
        Gen<DeclaredNetwork> networks =
            from rank in Gen.Elements(1, 2, 2, 3)
            from network in Gen.Frequency((3, Pads(rank)), (3, Upsamplings(rank)), (2, Blocks(rank)), (1, Slices(rank)))
            select network;
        CaseBook book = new();
        int number = 1;
        foreach (DeclaredNetwork network in networks.Sample(Count, new Rnd(Seed, Gamma), Count))
            book.Add($"{number++}: {string.Join(' ', network.Attributes())}", network, examples: 2);
        return book;
    }

    private static Gen<int[]> Extents(int rank) => Gen.Choose(2, rank switch { 1 => 40, 2 => 12, _ => 5 }).ArrayOf(rank);

    private static Gen<DeclaredNetwork> Pads(int rank) =>
        from channels in Gen.Choose(1, 36)
        from extents in Extents(rank)
        from mode in Gen.Elements(PadMode.Constant, PadMode.Reflect, PadMode.Replicate, PadMode.Circular)
        from begin in Gen.Choose(-1, 4).ArrayOf(rank)
        from end in Gen.Choose(0, 4).ArrayOf(rank)
        let reach = extents.Select(extent => mode == PadMode.Reflect ? extent - 1 : 4).ToArray()
        select DeclaredNetwork.Of([channels, .. extents]).Pad([.. begin.Zip(reach, Math.Min)], [.. end.Zip(reach, Math.Min)], mode);

    private static Gen<DeclaredNetwork> Upsamplings(int rank) =>
        from channels in Gen.Choose(1, 36)
        from extents in Extents(rank)
        from size in Gen.Choose(1, rank switch { 1 => 70, 2 => 20, _ => 8 }).ArrayOf(rank)
        from linear in Gen.Elements(true, false)
        let arguments = $"Size = [{string.Join(", ", size)}]{(linear ? ", Mode = UpsampleMode.Bilinear" : "")}"
        select DeclaredNetwork.Of([channels, .. extents]).Upsample(arguments, size, linear ? Sampling.Linear : Sampling.Floor);

    private static Gen<DeclaredNetwork> Blocks(int rank) =>
        from r in Gen.Choose(2, rank == 3 ? 2 : 3)
        from channels in Gen.Choose(1, 5)
        from extents in Gen.Choose(1, 4).ArrayOf(rank)
        from order in Gen.Elements(PixelOrder.ChannelMajor, PixelOrder.PositionMajor)
        from unshuffle in Gen.Elements(true, false)
        let block = Enumerable.Repeat(r, rank).Aggregate(1, (a, b) => a * b)
        select unshuffle
            ? DeclaredNetwork.Of([channels, .. extents.Select(extent => extent * r)]).PixelUnshuffle(r, order)
            : DeclaredNetwork.Of([channels * block, .. extents]).PixelShuffle(r, order);

    private static Gen<DeclaredNetwork> Slices(int rank) =>
        from channels in Gen.Choose(2, 60)
        from extents in Extents(rank)
        from start in Gen.Choose(0, channels - 1)
        from count in Gen.Choose(1, channels - start)
        select DeclaredNetwork.Of([channels, .. extents]).Slice(start, count);
}
