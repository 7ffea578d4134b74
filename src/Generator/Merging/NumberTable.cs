using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Merging;

/// <summary>The numbers in which methods differ, as properties with names; distances are written by few of them.</summary>
/// <param name="type">The type that has them.</param>
internal sealed class NumberTable(string type)
{
    private const int MostTimes = 32;

    private readonly List<NumberProperty> _properties = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The properties, in the order of their first use.</summary>
    public IReadOnlyList<NumberProperty> Properties => _properties;

    /// <summary>What to write for a number.</summary>
    /// <param name="place">What it is.</param>
    /// <param name="values">Its value in each method.</param>
    public string Expression(NumberPlace place, int[] values)
    {
        if (values.All(value => value == values[0]))
        {
            return Text.Of(values[0]);
        }

        bool isOffset = place.Kind != NumberKind.Count;
        string expression = (isOffset ? Distance(place, values) : null) ?? Property(place, values);
        return place.Kind != NumberKind.UnsignedOffset ? expression : $"({Names.UIntPtr}){Text.Factor(expression)}";
    }

    private string Property(NumberPlace place, int[] values)
    {
        NumberProperty? known = _properties.Find(property => property.Place.Name == place.Name && property.Values.SequenceEqual(values));
        if (known is null)
        {
            string name = place.Name;
            for (int i = 2; !_names.Add(name); i++)
            {
                name = place.Name + Text.Of(i);
            }

            known = new(name, place, values);
            _properties.Add(known);
        }

        return $"{type}.{known.Name}";
    }

    // Pixels of a register block lie at sums of multiples of few distances.
    private string? Distance(NumberPlace place, int[] values)
    {
        NumberProperty[] family = [.. _properties.Where(property => property.Place.Name == place.Name && property.Values[0] > 0)];
        return Multiple(values, family) ?? family.Select(property => Sum(values, property, family)).FirstOrDefault(sum => sum is not null);
    }

    private string? Sum(int[] values, NumberProperty property, NumberProperty[] family)
    {
        for (int times = 1; times <= MostTimes; times++)
        {
            int[] rest = [.. values.Zip(property.Values, (value, distance) => value - (times * distance))];
            string? addend = Array.TrueForAll(rest, value => value > 0 && value == rest[0]) ? Text.Of(rest[0]) : Multiple(rest, family);
            if (addend is not null)
            {
                return $"{Text.Factor(Product(times, property))} + {Text.Factor(addend)}";
            }
        }

        return null;
    }

    private string? Multiple(int[] values, NumberProperty[] family) => family
        .Select(property => (Property: property, Times: values[0] / property.Values[0]))
        .Where(each => each.Times is > 0 and <= MostTimes
            && values.Zip(each.Property.Values, (value, distance) => value == each.Times * distance).All(same => same))
        .Select(each => Product(each.Times, each.Property))
        .FirstOrDefault();

    private string Product(int times, NumberProperty property) =>
        times == 1 ? $"{type}.{property.Name}" : $"{Text.Of(times)} * {type}.{property.Name}";
}

/// <summary>A number in which methods differ.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">What it is.</param>
/// <param name="Values">Its value in each method.</param>
internal sealed record NumberProperty(string Name, NumberPlace Place, int[] Values);
