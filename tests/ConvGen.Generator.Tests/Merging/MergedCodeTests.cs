using ConvGen.Generator.Merging;

namespace ConvGen.Generator.Tests.Merging;

/// <summary>Methods that differ in numbers only become one.</summary>
public sealed class MergedCodeTests
{
    [Fact]
    public void MethodsThatDifferInNumbersBecomeOne()
    {
        MergedCode code = Merge(
            Method("SumFrom8", "// Of 8.\n", "for (int row = 0; row < 8; row++)", "y += CgMem::Unsafe.Add(ref x, row * 16) * 2;"),
            Method("SumFrom9", "// Of 9.\n", "for (int row = 0; row < 9; row++)", "y += CgMem::Unsafe.Add(ref x, row * 32) * 2;"));

        Assert.Equal(
            """
            // The numbers of Sum, which are constants in the machine code that each structure gets.
            private interface ISum
            {
                static abstract int RowCount { get; }
                static abstract int RowStep { get; }
            }

            // Of 8.
            private readonly struct SumFrom8 : ISum
            {
                public static int RowCount => 8;
                public static int RowStep => 16;
            }

            // Of 9.
            private readonly struct SumFrom9 : ISum
            {
                public static int RowCount => 9;
                public static int RowStep => 32;
            }

            private static void Sum<TNumbers>(ref float x)
                where TNumbers : struct, ISum
            {
                for (int row = 0; row < TNumbers.RowCount; row++)
                y += CgMem::Unsafe.Add(ref x, row * TNumbers.RowStep) * 2;
            """,
            Shown(code).Replace(Filler, string.Empty, StringComparison.Ordinal).TrimEnd('}', '\n'));
        Assert.Equal("Sum<SumFrom8>(ref a); // SumFrom8", code.WithCallees("SumFrom8(ref a); // SumFrom8"));
    }

    /// <summary>The pixels of a block are a few distances apart, however many they are.</summary>
    [Fact]
    public void DistancesAreSumsOfMultiples()
    {
        string[] Pixels(int row, int pixel) =>
        [
            .. from r in Enumerable.Range(0, 3)
               from c in Enumerable.Range(0, 3)
               where r + c > 0
               select $"Fma(Vector512.LoadUnsafe(ref x, {(r * row) + (c * pixel)}), CgMem::Unsafe.Add(ref y, {(r * row) + (c * 16)}));",
        ];
        string text = Shown(Merge(Method("A1", "", Pixels(448, 16)), Method("A2", "", Pixels(928, 32)), Method("A3", "", Pixels(112, 48))));

        Assert.Equal(3, text.Split("static abstract").Length - 1);
        Assert.Contains("LoadUnsafe(ref x, (CgSystem::UIntPtr)TNumbers.XOffset)", text, StringComparison.Ordinal);
        Assert.Contains("LoadUnsafe(ref x, (CgSystem::UIntPtr)(2 * TNumbers.XOffset))", text, StringComparison.Ordinal);
        Assert.Contains("LoadUnsafe(ref x, (CgSystem::UIntPtr)((2 * TNumbers.XOffset) + (2 * TNumbers.XOffset2)))", text, StringComparison.Ordinal);
        Assert.Contains("Add(ref y, 16)", text, StringComparison.Ordinal);
        Assert.Contains("Add(ref y, (2 * TNumbers.YOffset) + 32)", text, StringComparison.Ordinal);
    }

    /// <summary>What merged methods call differs too: its structures are parameters.</summary>
    [Fact]
    public void CallersOfMergedMethodsAreMerged()
    {
        MergedCode code = Merge(
            Method("ConvFrom1", "", "tile = 5;", "TileFrom1(ref x);"),
            Method("TileFrom1", "", "step += 1;"),
            Method("ConvFrom2", "", "tile = 7;", "TileFrom2(ref x);"),
            Method("TileFrom2", "", "step += 2;"));

        string text = Shown(code);
        Assert.Contains("private static void Conv<TNumbers, TCallee>(ref float x)", text, StringComparison.Ordinal);
        Assert.Contains("where TCallee : struct, ITile\n", text, StringComparison.Ordinal);
        Assert.Contains("Tile<TCallee>(ref x);", text, StringComparison.Ordinal);
        Assert.Equal("Conv<ConvFrom2, TileFrom2>(ref x, 0, 1);", code.WithCallees("ConvFrom2(ref x, 0, 1);"));
    }

    [Theory]
    [InlineData("stackalloc float[4];", "stackalloc float[5];")]
    [InlineData("const int rows = 4;", "const int rows = 5;")]
    [InlineData("y = 4f;", "y = 5f;")]
    [InlineData("Fma(sum0_4);", "Fma(sum0_5);")]
    public void WhatIsNoNumberOfTheJitStays(string first, string second)
    {
        MergedCode code = Merge(Method("A", "", first), Method("B", "", second));
        Assert.Equal("A(1)", code.WithCallees("A(1)"));
        Assert.Equal(2, code.Texts.Count);
    }

    /// <summary>A structure and its interface have lines too.</summary>
    [Fact]
    public void ShortMethodsStay()
    {
        MethodText[] methods = [new("A", "", "private static void A()\n{\n    y = 1;\n}\n"), new("B", "", "private static void B()\n{\n    y = 2;\n}\n")];
        Assert.Equal(methods.Select(method => method.Text), MergedCode.Of(methods, name => name).Texts);
    }

    [Theory]
    [InlineData("Conv1x1From64Tile2x14", "Conv1x1From64To64Tile2x14", "Conv1x1From64To256Tile2x14ForLayer1_0Conv3")]
    [InlineData("InputGradientFrom64To64Tile2x7", "InputGradient2x1From64To64Tile2x7", "InputGradient1x2From64To64Tile2x7")]
    [InlineData("From64", "InputFrom64To3", "ConvFrom64To5")]
    [InlineData("Kernel1x1", "Conv1x1From3To4", "InputGradient1x1From4To3")]
    public void NamesSayWhatAllHaveInCommon(string expected, params string[] names) => Assert.Equal(expected, CommonName.Of(names));

    // So many lines that merging saves some.
    private const string Filler = "    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n"
        + "    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n    z = x;\n    z = y;\n";

    private static MethodText Method(string name, string comment, params string[] lines) => new(
        name, comment, $"private static void {name}(ref float x)\n{{\n{string.Concat(lines.Select(line => $"    {line}\n"))}{Filler}}}\n");

    private static MergedCode Merge(params MethodText[] methods) => MergedCode.Of(methods, name => name);

    private static string Shown(MergedCode code) => string.Join("\n", code.Texts);
}
