using System.Globalization;
using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Writing;

/// <summary>
/// How one set of vector instructions loads, broadcasts and multiplies-adds. Every kernel is written once over this type.
/// </summary>
/// <param name="Name">The nested class that the kernels go to.</param>
/// <param name="Bits">Width of a vector.</param>
/// <param name="Registers">Vector registers of the target.</param>
/// <param name="MultiplyAddMethod">Method for a·b + c, or null for separate multiply and add.</param>
/// <param name="X86">The class with this width's native operations, or null.</param>
internal sealed record VectorTarget(string Name, int Bits, int Registers, string? MultiplyAddMethod, string? X86)
{
    public static readonly VectorTarget Avx512 = new("Avx512", 512, 32, $"{Names.Avx512F}.FusedMultiplyAdd", Names.Avx512F);

    public static readonly VectorTarget Avx2 = new("Avx2", 256, 16, $"{Names.Fma}.MultiplyAdd", Names.Avx);

    /// <summary>128-bit vectors on any processor; fused multiply-add where the framework can ask for it.</summary>
    public static VectorTarget Portable(bool hasMultiplyAddEstimate) =>
        new("Portable", 128, 16, hasMultiplyAddEstimate ? $"{Names.Vector128}.MultiplyAddEstimate" : null, null);

    /// <summary>Every target.</summary>
    public static readonly IReadOnlyList<VectorTarget> All = [Avx512, Avx2, Portable(hasMultiplyAddEstimate: true)];

    /// <summary>Floats in the narrowest vector.</summary>
    public const int MinLanes = 4;

    /// <summary>Floats in a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>Vectors in a block of 16 channels.</summary>
    public int VectorsPerBlock => ValueLayout.BlockSize / Lanes;

    /// <summary>Name of the static class with this width's operations.</summary>
    public string Class => ClassOf(Bits);

    /// <summary>Name of the vector type.</summary>
    public string Type => TypeOf("float");

    /// <summary>Name of the type of vectors as wide as these with other elements.</summary>
    public string TypeOf(string element) => $"{Class}<{element}>";

    /// <summary>Lanes as a literal, for text.</summary>
    public string LanesText => Lanes.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The widest vectors not wider than this target's that a row of <paramref name="width"/> floats fills; null under 4.
    /// </summary>
    public VectorTarget? Fitting(int width)
    {
        if (width >= Lanes)
        {
            return this;
        }

        return Bits switch
        {
            512 => (Avx2 with { Name = Name, Registers = Registers }).Fitting(width),
            256 => new VectorTarget(Name, 128, Registers, $"{Names.Fma}.MultiplyAdd", Names.Sse).Fitting(width),
            _ => null,
        };
    }

    public string Load(string reference, int offset) => offset switch
    {
        0 => $"{Class}.LoadUnsafe(ref {reference})",
        > 0 => $"{Class}.LoadUnsafe(ref {reference}, {Text(offset)})",
        _ => $"{Class}.LoadUnsafe(ref {At(reference, offset)})",
    };

    /// <summary>Loads numbers in bfloat16, which are the upper halves of floats; the offset counts pairs of them, as floats.</summary>
    public string LoadBFloat16(string reference, int offset)
    {
        string start = $"{Names.Unsafe}.As<float, ushort>(ref {reference})";
        string element = offset == 0 ? string.Empty : $", {Text(offset * BFloat16.PerFloat)}";
        string widened = (Bits, X86) switch
        {
            (512, not null) => $"{Names.Avx512F}.ConvertToVector512Int32({Names.Vector256}.LoadUnsafe(ref {start}{element}))",
            (256, not null) => $"{Names.Avx2}.ConvertToVector256Int32({Names.Vector128}.LoadUnsafe(ref {start}{element}))",
            _ => $"{Names.Vector128}.WidenLower({Names.Vector128}.AsUInt16({Names.Vector128}.CreateScalarUnsafe("
                + $"{Names.Unsafe}.ReadUnaligned<ulong>(ref {Names.Unsafe}.As<float, byte>(ref {At(reference, offset)})))))",
        };
        return AsSingle($"{Class}.ShiftLeft({widened}, {Text(BFloat16.Bits)})");
    }

    public string Store(string value, string reference, int offset) => Store(Class, value, reference, offset);

    /// <summary>Stores the lower half of a vector.</summary>
    public string StoreLower(string value, string reference, int offset) =>
        Store(ClassOf(Bits / 2), $"{Class}.GetLower({value})", reference, offset);

    /// <summary>Stores the upper half of a vector.</summary>
    public string StoreUpper(string value, string reference, int offset) =>
        Store(ClassOf(Bits / 2), $"{Class}.GetUpper({value})", reference, offset);

    /// <summary>Stores some of a vector's lanes: half of them, or half of those, from a multiple of how many they are on; or one.</summary>
    public string StoreLanes(string value, int first, int count, string reference, int offset)
    {
        if (count == Lanes)
        {
            return Store(value, reference, offset);
        }

        if (count < MinLanes)
        {
            return $"{At(reference, offset)} = {Class}.GetElement({value}, {Text(first)});";
        }

        int half = Lanes / 2;
        string part = first < half ? $"{Class}.GetLower({value})" : $"{Class}.GetUpper({value})";
        return Fitting(half)!.StoreLanes(part, first % half, count, reference, offset);
    }

    /// <summary>The bits of integers as floats.</summary>
    public string AsSingle(string vector) => $"{Class}.AsSingle({vector})";

    /// <summary>The bits of floats as integers.</summary>
    public string AsInt32(string vector) => $"{Class}.AsInt32({vector})";

    public string Broadcast(string reference, int offset) => $"{Class}.Create({At(reference, offset)})";

    public string Constant(double value) => value == 0 ? $"{Type}.Zero" : $"{Class}.Create({SourceWriter.Literal(value)})";

    public string MultiplyAdd(string a, string b, string c) =>
        MultiplyAddMethod is null ? $"({a} * {b}) + {c}" : $"{MultiplyAddMethod}({a}, {b}, {c})";

    /// <summary>c − a·b.</summary>
    public string MultiplySubtract(string a, string b, string c) => MultiplyAddMethod is null ? $"({c}) - ({a} * {b})"
        : X86 is null ? $"{MultiplyAddMethod}(-({a}), {b}, {c})"
        : $"{MultiplyAddMethod}Negated({a}, {b}, {c})";

    /// <summary>The larger of two, lane by lane; where <paramref name="second"/> is NaN it wins.</summary>
    public string Max(string first, string second) => X86 is null
        ? $"{Class}.ConditionalSelect({Class}.GreaterThan({first}, {second}), {first}, {second})"
        : $"{X86}.Max({first}, {second})";

    /// <summary>The smaller of two, lane by lane; where <paramref name="second"/> is NaN it wins.</summary>
    public string Min(string first, string second) => X86 is null
        ? $"{Class}.ConditionalSelect({Class}.LessThan({first}, {second}), {first}, {second})"
        : $"{X86}.Min({first}, {second})";

    /// <summary>
    /// The larger of two, lane by lane, or NaN where one is NaN. Of two numbers, both orders of the instruction give the same one but for
    /// the sign of zero; beside a NaN one order gives it, and whatever else is joined to its bits leaves it one.
    /// </summary>
    public string Maximum(string first, string second) => X86 is null
        ? $"{Class}.ConditionalSelect({Class}.GreaterThan({first}, {second}) | ~{Class}.Equals({first}, {first}), {first}, {second})"
        : $"({X86}.Max({first}, {second}) | {X86}.Max({second}, {first}))";

    /// <summary>The smaller of two, lane by lane, or NaN where one is NaN; as <see cref="Maximum"/>.</summary>
    public string Minimum(string first, string second) => X86 is null
        ? $"{Class}.ConditionalSelect({Class}.LessThan({first}, {second}) | ~{Class}.Equals({first}, {first}), {first}, {second})"
        : $"({X86}.Min({first}, {second}) | {X86}.Min({second}, {first}))";

    /// <summary>A value, or 0 in the lanes in which what it was divided by is 0.</summary>
    public string ZeroWhereZero(string divisor, string value) =>
        $"{Class}.ConditionalSelect({Class}.Equals({divisor}, {Type}.Zero), {Type}.Zero, {value})";

    /// <summary>The lanes of a vector that a vector of indices names.</summary>
    public string Permute(string vector, string indices) => (Bits, X86) switch
    {
        (512, not null) => $"{Names.Avx512F}.PermuteVar16x32({vector}, {indices})",
        (256, not null) => $"{Names.Avx2}.PermuteVar8x32({vector}, {indices})",
        _ => $"{Class}.Shuffle({vector}, {indices})",
    };

    /// <summary>
    /// A vector of lanes of two others: of <paramref name="first"/> where an index is less than the lanes of a vector, otherwise of
    /// <paramref name="second"/>.
    /// </summary>
    public string Choose(string first, string second, IReadOnlyList<int> indices)
    {
        if (Bits == 512 && X86 is not null)
        {
            return $"{X86}.PermuteVar16x32x2({first}, {Indices(indices)}, {second})";
        }

        // What is not chosen stays in its place, so that vectors of which all that is chosen stays need no permutation.
        string Moved(string vector, Func<int, int, int> chosen) => Rearrange(vector, [.. indices.Select(chosen)]);
        string ofFirst = Moved(first, (index, lane) => index < Lanes ? index : lane);
        string ofSecond = Moved(second, (index, lane) => index < Lanes ? lane : index - Lanes);
        if (X86 is not null && Bits > 128)
        {
            int bits = indices.Select((index, lane) => index < Lanes ? 0 : 1 << lane).Sum();
            return $"{X86}.Blend({ofFirst}, {ofSecond}, {Text(bits)})";
        }

        string mask = AsSingle($"{Class}.Create({string.Join(", ", indices.Select(index => index < Lanes ? "0" : "-1"))})");
        return $"{Class}.ConditionalSelect({mask}, {ofSecond}, {ofFirst})";
    }

    /// <summary>The lanes of a vector that constant indices name; the vector itself where they are in their places.</summary>
    public string Rearrange(string vector, IReadOnlyList<int> indices) =>
        indices.Select((index, lane) => index == lane).All(stays => stays) ? vector : Permute(vector, Indices(indices));

    private string Indices(IEnumerable<int> indices) => $"{Class}.Create({string.Join(", ", indices.Select(Text))})";

    /// <summary>The elements with even index of two vectors, first those of <paramref name="first"/>.</summary>
    public string Evens(string first, string second) => Pairs(first, second, 0);

    /// <summary>The elements with odd index of two vectors, first those of <paramref name="first"/>.</summary>
    public string Odds(string first, string second) => Pairs(first, second, 1);

    private string Pairs(string first, string second, int parity)
    {
        string Indices(int from, int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => Text((2 * (from + i)) + parity)));
        string Half(string vector) => $"{Class}.GetLower({Class}.Shuffle({vector}, {Class}.Create({Indices(0, 2)}, {Indices(0, 2)})))";
        string control = parity == 0 ? "0b10_00_10_00" : "0b11_01_11_01";
        return (Bits, X86) switch
        {
            (512, not null) => $"{Names.Avx512F}.PermuteVar16x32x2({first}, {Class}.Create({Indices(0, 16)}), {second})",
            (256, not null) =>
                AsSingle($"{Names.Avx2}.Permute4x64({Class}.AsDouble({Names.Avx}.Shuffle({first}, {second}, {control})), 0b11_01_10_00)"),
            (_, not null) => $"{Names.Sse}.Shuffle({first}, {second}, {control})",
            _ => $"{Class}.Create({Half(first)}, {Half(second)})",
        };
    }

    /// <summary>The element of <paramref name="reference"/> at a constant distance.</summary>
    public static string At(string reference, int offset) =>
        offset == 0 ? reference : $"{Names.Unsafe}.Add(ref {reference}, {Text(offset)})";

    private static string Store(string type, string value, string reference, int offset) => offset > 0
        ? $"{type}.StoreUnsafe({value}, ref {reference}, {Text(offset)});"
        : $"{type}.StoreUnsafe({value}, ref {At(reference, offset)});";

    private static string ClassOf(int bits) => bits switch
    {
        512 => Names.Vector512,
        256 => Names.Vector256,
        128 => Names.Vector128,
        _ => Names.Vector64,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
