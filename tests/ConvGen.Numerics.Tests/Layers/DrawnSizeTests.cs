using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;
using FsCheck;
using FsCheck.Fluent;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Layers with few settings or none, each at sizes that FsCheck has drawn, from one seed.</summary>
public class DrawnSizeTests
{
    private const int CountOfEach = 2;
    private const ulong Seed = 20240302, Gamma = 17;

    private static readonly (string Kind, Func<Drawing, DeclaredNetwork> Declare)[] Kinds =
    [
        ("Relu", d => d.Network.Relu()),
        ("Relu6", d => d.Network.Relu6()),
        ("LeakyRelu", d => d.Network.LeakyRelu(d.Fraction)),
        ("PRelu", d => d.Network.PRelu(d.Coin)),
        ("Elu", d => d.Network.Elu(d.Fraction)),
        ("Selu", d => d.Network.Selu(d.Fraction, 1.1)),
        ("Celu", d => d.Network.Celu(d.Fraction)),
        ("Gelu", d => d.Coin ? d.Network.Gelu() : d.Network.GeluTanh()),
        ("Silu", d => d.Network.Silu(1 + d.Fraction)),
        ("Mish", d => d.Network.Mish()),
        ("Sigmoid", d => d.Network.Sigmoid()),
        ("HardSigmoid", d => d.Network.HardSigmoid(d.Fraction, 0.4)),
        ("LogSigmoid", d => d.Network.LogSigmoid()),
        ("Tanh", d => d.Network.Tanh()),
        ("HardTanh", d => d.Network.HardTanh(-d.Fraction, d.Fraction)),
        ("HardSwish", d => d.Network.HardSwish()),
        ("Scale", d => d.Network.Scale(d.Coin ? ParameterScope.Channel : ParameterScope.Scalar)),
        ("Shift", d => d.Network.Scale().Shift(d.Coin ? ParameterScope.Channel : ParameterScope.Scalar)),
        ("Exp", d => d.Network.Exp()),
        ("Log", d => d.Network.Exp().Log()),
        ("Sqrt", d => d.Network.Softplus().Sqrt()),
        ("Reciprocal", d => d.Network.Softplus().Reciprocal()),
        ("Abs", d => d.Network.Abs()),
        ("Neg", d => d.Network.Neg()),
        ("Pow", d => d.Network.Softplus().Pow(d.Fraction + 0.1)),
        ("Erf", d => d.Network.Erf()),
        ("Floor", d => d.Network.Floor()),
        ("Sin", d => d.Network.Sin()),
        ("Cos", d => d.Network.Cos()),
        ("Softplus", d => d.Network.Softplus(1 + d.Fraction)),
        ("Softsign", d => d.Network.Softsign()),
        ("ThresholdedRelu", d => d.Network.ThresholdedRelu(d.Fraction)),
        ("SoftShrink", d => d.Network.SoftShrink(d.Fraction)),
        ("HardShrink", d => d.Network.HardShrink(d.Fraction)),
        ("TanhShrink", d => d.Network.TanhShrink()),
        ("Softmax", d => d.Network.Softmax()),
        ("LogSoftmax", d => d.Network.LogSoftmax()),
        ("BatchNorm", d => d.Network.BatchNorm(momentum: d.Fraction, epsilon: 0.1)),
        ("Dropout", d => d.Network.Dropout(0)),
        ("GlobalAvgPool", d => d.Network.GlobalAvgPool()),
        ("GlobalMaxPool", d => d.Network.GlobalMaxPool()),
        ("AdaptiveAvgPool", d => d.Network.AdaptiveAvgPool([.. d.Extents.Select(_ => d.Number)])),
        ("ClusterPool", d => d.Network.ClusterPool(d.Number, d.Coin ? PoolingKind.Max : PoolingKind.Average)),
        ("MaxUnpool", d => Unpool(d)),
        ("ConvTranspose", d => d.Network.ConvTranspose(d.Number * d.Groups, new(2) { Stride = [d.Number] }, d.Groups)),
        ("ImageFilter", d => d.Network.ImageFilter(FilterKind.Custom, new(2), [.. Enumerable.Range(1, 1 << d.Rank).Select(i => i * d.Fraction)])),
        ("Flatten", d => d.Network.Flatten()),
        ("Reshape", d => d.Network.Reshape([d.Length, 1])),
        ("Reduce", d => d.Network.Reduce((ReductionKind)(((d.Number - 1) * 2) + (d.Coin ? 1 : 0)), d.Coin ? [0, d.Rank] : [d.Rank])),
        ("LpNormalize", d => d.Network.LpNormalize(d.Coin ? NormKind.L1 : NormKind.L2, d.Coin ? 0 : d.Fraction, d.Number == 1 ? [] : [d.Rank, 0])),
        ("GlobalResponseNorm", d => d.Network.GlobalResponseNorm(d.Fraction)),
        ("Gather", d => d.Network.Gather(d.Number == 1 ? 0 : d.Rank, [.. Enumerable.Range(0, (2 * d.Number) + 3).Select(i => (i * i % 2) - (d.Coin ? 1 : 0))])),
        ("Permute", d => d.Network.Permute([.. Enumerable.Range(0, d.Rank + 1).Reverse()])),
        ("Crop", d => d.Network.Crop($"Begin = [{string.Join(", ", d.Extents.Select(_ => 1))}]", [.. d.Extents.Select(_ => 1)], [.. d.Extents.Select(extent => extent - 1)])),
        ("Split", d => d.Network.Split(d.Groups, d.Groups - 1)),
        ("ChannelShuffle", d => d.Network.ChannelShuffle(d.Groups)),
        ("Concat", d => d.Two.Concat("a", "b", "a")),
        ("Add", d => d.Two.Add("a", "b")),
        ("Subtract", d => d.Two.Subtract("b", "a")),
        ("Divide", d => d.Two.GlobalAvgPool(from: "b").Softplus().As("c").Divide("a", "c")),
        ("MatMul", d => d.Two.MatMul("a", "b", transposeSecond: true)),
        ("Multiply", d => d.Two.GlobalAvgPool(from: "b", name: "c").Multiply("c", "a")),
        ("Maximum", d => d.Two.Maximum("a", "b")),
        ("Minimum", d => d.Two.Minimum("a", "b")),
    ];

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>Every layer that there is gets settings or sizes that nobody chose.</summary>
    [Fact]
    public void EveryLayerIsDrawn()
    {
        HashSet<string> drawn = [.. Kinds.Select(entry => entry.Kind), .. DrawnTests.Layers, .. DrawnShapeTests.Layers];
        IEnumerable<string> layers = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal));
        Assert.Empty(layers.Except(drawn).Except(["Output", "Use"]));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (((string kind, Func<Drawing, DeclaredNetwork> declare), int i) in Kinds.Select((entry, i) => (entry, i)))
        {
            int number = 1;
            foreach (Drawing drawing in Drawings.Sample(CountOfEach, new Rnd(Seed + (ulong)i, Gamma), CountOfEach))
                book.Add($"{kind} {number++} of {drawing.Channels}×{string.Join('×', drawing.Extents)}", declare(drawing), examples: 2);
        }

        return book;
    }

    private static Gen<Drawing> Drawings =>
        from rank in Gen.Elements(1, 2, 2, 3)
        from groups in Gen.Choose(1, 4)
        from perGroup in Gen.Choose(1, 9)
        from extents in Gen.Choose(2, rank switch { 1 => 40, 2 => 11, _ => 5 }).ArrayOf(rank)
        from number in Gen.Choose(1, 3)
        from tenths in Gen.Choose(1, 9)
        from coin in Gen.Elements(true, false)
        select new Drawing(groups, groups * perGroup, extents, number, tenths / 10.0, coin);

    private static DeclaredNetwork Unpool(Drawing drawing)
    {
        WindowSettings window = new(2) { Rounding = RoundingMode.Floor };
        return drawing.Network.MaxPool(window, name: "pool").Tanh().MaxUnpool("pool", window);
    }

    /// <summary>What has been drawn for one case.</summary>
    /// <param name="Groups">Divides the channels.</param>
    /// <param name="Channels">The input's channels.</param>
    /// <param name="Extents">Its spatial axes, each of at least 2.</param>
    /// <param name="Number">A small number.</param>
    /// <param name="Fraction">A number between 0 and 1.</param>
    /// <param name="Coin">A choice.</param>
    private sealed record Drawing(int Groups, int Channels, int[] Extents, int Number, double Fraction, bool Coin)
    {
        public int Rank => Extents.Length;

        public int Length => Extents.Aggregate(Channels, (length, extent) => length * extent);

        public DeclaredNetwork Network => Of([Channels, .. Extents]);

        /// <summary>Two maps of one shape, a and b.</summary>
        public DeclaredNetwork Two => Network.Conv(Channels, new(1), name: "a").Conv(Channels, new(1), from: Input, name: "b");
    }
}
