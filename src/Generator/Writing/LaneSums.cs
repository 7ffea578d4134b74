namespace ConvGen.Generator.Writing;

/// <summary>Sums over the lanes of vectors, several at a time: the sums become the lanes of one vector.</summary>
internal static class LaneSums
{
    /// <summary>Vectors whose sums are taken together at least.</summary>
    public const int Least = 4;

    /// <summary>
    /// Declares what is needed and tells the vector of the sums, which has as many lanes as there are vectors: 4, 8 or 16, and no more than
    /// the target has.
    /// </summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="vectors">The names of the vectors.</param>
    /// <param name="name">What the names of what is declared begin with.</param>
    public static string Emit(SourceWriter writer, VectorTarget target, IReadOnlyList<string> vectors, string name)
    {
        if (target.X86 is not { } x86)
        {
            return $"{target.Class}.Create({string.Join(", ", vectors.Select(v => $"{target.Class}.Sum({v})"))})";
        }

        string Declare(VectorTarget width, string part, string expression)
        {
            writer.Line($"{width.Type} {name}{part} = {expression};");
            return $"{name}{part}";
        }

        // Of four vectors, lane by lane of 128 bits: a, b, c, d, each summed over the lane.
        List<string> quads = [];
        for (int i = 0; i < vectors.Count; i += Least)
        {
            string Pair(int first) => $"{target.Class}.AsDouble({x86}.UnpackLow({vectors[first]}, {vectors[first + 1]}) + "
                + $"{x86}.UnpackHigh({vectors[first]}, {vectors[first + 1]}))";
            (string low, string high) = ($"{name}Low{Text.Of(i)}", $"{name}High{Text.Of(i)}");
            writer.Line($"{target.TypeOf("double")} {low} = {Pair(i)};");
            writer.Line($"{target.TypeOf("double")} {high} = {Pair(i + 2)};");
            quads.Add(Declare(
                target,
                $"Quad{Text.Of(i)}",
                $"{target.AsSingle($"{x86}.UnpackLow({low}, {high})")} + {target.AsSingle($"{x86}.UnpackHigh({low}, {high})")}"));
        }

        // Then over the lanes of 128 bits.
        string Across(VectorTarget width, string a, string b) => width.Bits == 512
            ? $"{Names.Avx512F}.Shuffle4x128({a}, {b}, 0b10_00_10_00) + {Names.Avx512F}.Shuffle4x128({a}, {b}, 0b11_01_11_01)"
            : $"{Names.Avx}.Permute2x128({a}, {b}, 0x20) + {Names.Avx}.Permute2x128({a}, {b}, 0x31)";
        string Halves(VectorTarget width, string vector) => $"{width.Class}.GetLower({vector}) + {width.Class}.GetUpper({vector})";
        if (target.Bits == 256)
        {
            return quads.Count == 2 ? Across(target, quads[0], quads[1]) : Halves(target, quads[0]);
        }

        VectorTarget half = target.Fitting(target.Lanes / 2)!;
        switch (quads.Count)
        {
            case 1:
                return Halves(half, Declare(half, "Half", Halves(target, quads[0])));
            case 2:
                string both = Declare(target, "Both", Across(target, quads[0], quads[1]));
                return Across(half, $"{target.Class}.GetLower({both})", $"{target.Class}.GetUpper({both})");
            default:
                string left = Declare(target, "Left", Across(target, quads[0], quads[1]));
                return Across(target, left, Declare(target, "Right", Across(target, quads[2], quads[3])));
        }
    }
}
