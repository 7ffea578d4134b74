namespace ConvGen.Fuzzing.Drawing;

/// <summary>Seeded choices.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether something happens that happens with a probability.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A whole number from a range, both ends included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of some things.</summary>
    public T Of<T>(params ReadOnlySpan<T> all) => all[_random.Next(all.Length)];

    /// <summary>One of some things, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(double Weight, T Thing)> all)
    {
        double sum = 0;
        foreach ((double weight, _) in all)
            sum += weight;
        double at = _random.NextDouble() * sum;
        foreach ((double weight, T thing) in all)
        {
            at -= weight;
            if (at < 0)
                return thing;
        }

        return all[^1].Thing;
    }

    /// <summary>A value of an enumeration.</summary>
    public T Any<T>()
        where T : struct, Enum => Of<T>(Enum.GetValues<T>());

    /// <summary>A value of an enumeration other than one of them.</summary>
    public T AnyBut<T>(T other)
        where T : struct, Enum => Of([.. Enum.GetValues<T>().Where(value => !value.Equals(other))]);

    /// <summary>A number from a range, with few digits.</summary>
    public double Fraction(double least, double most) => Math.Round(least + (most - least) * _random.NextDouble(), 3);

    /// <summary>A seed for something else.</summary>
    public int Seed() => _random.Next();
}
