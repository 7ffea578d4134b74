using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// The one-dimensional transforms of Winograd's minimal filtering F(m, 3) (Lavin and Gray 2015, section 4): m outputs of a kernel of 3
/// taps from m + 2 products. Two-dimensional ones apply them to the columns and then to the rows.
/// </summary>
/// <param name="Outputs">m, 2 or 4.</param>
internal readonly record struct WinogradTransform(int Outputs)
{
    /// <summary>Taps of the kernel.</summary>
    public const int Taps = 3;

    /// <summary>Products, and inputs, of one application.</summary>
    public int Points => Outputs + Taps - 1;

    /// <summary>
    /// Writes Bᵀ·d: what the inputs in <paramref name="d"/> are multiplied as. Returns expressions; helpers are declared with a suffix.
    /// </summary>
    public string[] Input(SourceWriter writer, VectorTarget target, string[] d, string suffix)
    {
        if (Outputs == 2)
        {
            return [$"{d[0]} - {d[2]}", $"{d[1]} + {d[2]}", $"{d[2]} - {d[1]}", $"{d[1]} - {d[3]}"];
        }

        string Fma(double factor, string x, string y) => target.MultiplyAdd(target.Constant(factor), x, y);
        writer.Line($"{target.Type} evenFour{suffix} = {Fma(-4, d[2], d[4])}, oddFour{suffix} = {Fma(-4, d[1], d[3])};");
        writer.Line($"{target.Type} even{suffix} = {d[4]} - {d[2]}, odd{suffix} = {d[3]} - {d[1]};");
        return
        [
            Fma(4, d[0], Fma(-5, d[2], d[4])),
            $"evenFour{suffix} + oddFour{suffix}",
            $"evenFour{suffix} - oddFour{suffix}",
            Fma(2, $"odd{suffix}", $"even{suffix}"),
            Fma(-2, $"odd{suffix}", $"even{suffix}"),
            Fma(4, d[1], Fma(-5, d[3], d[5])),
        ];
    }

    /// <summary>Writes Aᵀ·p: the outputs from the products in <paramref name="p"/>, as many as are wanted.</summary>
    public string[] Output(SourceWriter writer, VectorTarget target, string[] p, string suffix, int wanted)
    {
        string sum = $"sum{suffix}", difference = $"difference{suffix}";
        writer.Line($"{target.Type} {sum} = {p[1]} + {p[2]}, {difference} = {p[1]} - {p[2]};");
        if (Outputs == 2)
        {
            return [.. new[] { $"{p[0]} + {sum}", $"{difference} - {p[3]}" }.Take(wanted)];
        }

        string Fma(double factor, string x, string y) => target.MultiplyAdd(target.Constant(factor), x, y);
        string farSum = $"farSum{suffix}", farDifference = $"farDifference{suffix}";
        writer.Line($"{target.Type} {farSum} = {p[3]} + {p[4]}, {farDifference} = {p[3]} - {p[4]};");
        string[] all =
        [
            $"{p[0]} + {sum} + {farSum}",
            Fma(2, farDifference, difference),
            Fma(4, farSum, sum),
            $"{Fma(8, farDifference, difference)} + {p[5]}",
        ];
        return [.. all.Take(wanted)];
    }

    /// <summary>
    /// Writes A·g: what the gradients in <paramref name="g"/> of as many outputs, or of the first of them, are multiplied as. It is the
    /// adjoint of <see cref="Output"/>: the gradient to the products.
    /// </summary>
    public string[] OutputGradient(SourceWriter writer, VectorTarget target, string[] g, string suffix)
    {
        string zero = $"{target.Type}.Zero";
        string Even(double factor) => g.Length > 2 ? target.MultiplyAdd(target.Constant(factor), g[2], g[0]) : g[0];
        string Odd(double first, double second) => g.Length > 3
            ? target.MultiplyAdd(target.Constant(second), g[3], Scaled(g[1], first))
            : g.Length > 1 ? Scaled(g[1], first) : zero;
        string Scaled(string x, double factor) => factor == 1 ? x : $"({x} * {target.Constant(factor)})";
        string even = $"even{suffix}", odd = $"odd{suffix}";
        if (Outputs == 2)
        {
            return g.Length > 1 ? [g[0], $"{g[0]} + {g[1]}", $"{g[0]} - {g[1]}", $"{zero} - {g[1]}"] : [g[0], g[0], g[0], zero];
        }

        writer.Line($"{target.Type} {even} = {(g.Length > 2 ? $"{g[0]} + {g[2]}" : g[0])};");
        writer.Line($"{target.Type} {odd} = {(g.Length > 3 ? $"{g[1]} + {g[3]}" : g.Length > 1 ? g[1] : zero)};");
        writer.Line($"{target.Type} evenFour{suffix} = {Even(4)}, oddEight{suffix} = {Odd(2, 8)};");
        return
        [
            g[0],
            $"{even} + {odd}",
            $"{even} - {odd}",
            $"evenFour{suffix} + oddEight{suffix}",
            $"evenFour{suffix} - oddEight{suffix}",
            g.Length > 3 ? g[3] : zero,
        ];
    }

    /// <summary>Writes Gᵀ·p: the gradients of the taps from those of the transformed taps in <paramref name="p"/>.</summary>
    public string[] TapGradient(SourceWriter writer, VectorTarget target, string[] p, string suffix)
    {
        string sum = $"sum{suffix}", difference = $"difference{suffix}";
        writer.Line($"{target.Type} {sum} = {p[1]} + {p[2]}, {difference} = {p[1]} - {p[2]};");
        string Fma(double factor, string x, string y) => target.MultiplyAdd(target.Constant(factor), x, y);
        if (Outputs == 2)
        {
            return [Fma(0.5, sum, p[0]), $"{difference} * {target.Constant(0.5)}", Fma(0.5, sum, p[3])];
        }

        string farSum = $"farSum{suffix}", farDifference = $"farDifference{suffix}";
        writer.Line($"{target.Type} {farSum} = {p[3]} + {p[4]}, {farDifference} = {p[3]} - {p[4]};");
        string far = $"({farDifference} * {target.Constant(1 / 12.0)})";
        return
        [
            Fma(1 / 24.0, farSum, Fma(-1 / 6.0, sum, $"({p[0]} * {target.Constant(0.25)})")),
            Fma(-1 / 6.0, difference, far),
            Fma(1 / 6.0, $"({farSum} - {sum})", p[5]),
        ];
    }
}
