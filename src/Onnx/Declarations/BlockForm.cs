using ConvGen.Model.Reading;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// What layers that differ in numbers only have in common: the numbers that are always the same, and those that each use says. Numbers that
/// are always equal are one, and so are numbers of filters that are always the same multiple or part of another.
/// </summary>
internal sealed class BlockForm
{
    /// <summary>With more numbers than this a use would say less than the layers do.</summary>
    public const int MaxReadable = 8;

    private readonly IReadOnlyList<AttributeText> _layers;
    private readonly List<Number> _numbers = [];

    // What each number in the layers, counted from the first, is written as; null for what is always the same.
    private readonly AttributeValue?[] _written;

    private BlockForm(IReadOnlyList<IReadOnlyList<AttributeText>> copies, IReadOnlyList<int> uses)
    {
        _layers = copies[0];
        (AttributeArgument Argument, AttributeValue Value)[] places = [.. Places(_layers)];
        int[][] rows = [.. copies.Select(copy => Places(copy).Select(place => place.Value.Number!.Value).ToArray())];
        _written = new AttributeValue?[places.Length];
        int?[] numbers = new int?[places.Length];
        int[] times = new int[places.Length], over = new int[places.Length];
        for (int place = 0; place < places.Length; place++)
        {
            int[] values = [.. rows.Select(row => row[place])];
            if (values.Distinct().Count() > 1)
            {
                (numbers[place], times[place], over[place]) = Find(places[place].Argument, places[place].Value.IsFilters, values, place);
            }
        }

        // Those that uses say by their order come first.
        foreach (Number number in _numbers)
        {
            number.ChangesWithinUse = Changes(number.Values, uses);
        }

        Number[] ordered = [.. _numbers.OrderBy(number => number.ChangesWithinUse)];
        Dictionary<string, int> counts = [];
        foreach (Number number in ordered)
        {
            int count = counts[number.Kind] = counts.GetValueOrDefault(number.Kind) + 1;
            number.Name = count == 1 ? number.Kind : FormattableString.Invariant($"{number.Kind}{count}");
        }

        for (int place = 0; place < places.Length; place++)
        {
            if (numbers[place] is { } index)
            {
                string name = _numbers[index].Name;
                _written[place] = new(
                    times[place] > 1 ? FormattableString.Invariant($"{name} * {times[place]}")
                    : over[place] > 1 ? FormattableString.Invariant($"{name} / {over[place]}")
                    : name);
            }
        }

        Numbers = ordered;
    }

    /// <summary>The numbers that uses say, in their order.</summary>
    public IReadOnlyList<Number> Numbers { get; }

    /// <summary>Whether a block can take so many numbers.</summary>
    public bool Fits => Numbers.Count <= BlockPlaceholder.MaxCount;

    /// <summary>The form of copies, which have equal keys.</summary>
    /// <param name="copies">The layers of each copy.</param>
    /// <param name="uses">For each copy which use it belongs to; those of one use follow each other.</param>
    public static BlockForm Of(IReadOnlyList<IReadOnlyList<AttributeText>> copies, IReadOnlyList<int> uses) => new(copies, uses);

    /// <summary>The layers of the block, with the names of what uses say.</summary>
    public IReadOnlyList<AttributeText> Write()
    {
        int place = 0;
        return [.. _layers.Select(layer => layer.With((_, value) => value.Number is null ? value : _written[place++] ?? value))];
    }

    /// <summary>What a use says.</summary>
    /// <param name="copies">The layers of its copies.</param>
    /// <param name="isShort">Whether the last number is left out where it is that of the copy before.</param>
    public IEnumerable<AttributeArgument> Say(IReadOnlyList<IReadOnlyList<AttributeText>> copies, bool isShort)
    {
        foreach (Number number in Numbers)
        {
            AttributeValue[] values =
            [
                .. copies.Select(copy => AttributeValue.Of(Places(copy).ElementAt(number.Place).Value.Number!.Value) with
                {
                    IsFilters = number.IsFilters,
                }),
            ];
            if (!number.ChangesWithinUse)
            {
                yield return new(string.Empty, [values[0]], IsArray: false);
                continue;
            }

            int length = values.Length;
            while (isShort && length > 1 && values[length - 1] == values[length - 2])
            {
                length--;
            }

            yield return AttributeArgument.ForCopies(number.Name, values[..length]);
        }
    }

    private static IEnumerable<(AttributeArgument Argument, AttributeValue Value)> Places(IReadOnlyList<AttributeText> layers) =>
        from layer in layers
        from argument in layer.Arguments
        from value in argument.Values
        where value.Number is not null
        select (argument, value);

    private static bool Changes(int[] values, IReadOnlyList<int> uses) =>
        Enumerable.Range(1, values.Length - 1).Any(copy => uses[copy] == uses[copy - 1] && values[copy] != values[copy - 1]);

    private (int Number, int Times, int Over) Find(AttributeArgument argument, bool isFilters, int[] values, int place)
    {
        string kind = isFilters ? "Filters" : argument.Name;
        for (int i = 0; i < _numbers.Count; i++)
        {
            Number known = _numbers[i];
            if (known.Kind == kind && known.Values.SequenceEqual(values))
            {
                return (i, 1, 1);
            }

            // Texts name numbers, but do not calculate.
            if (!isFilters || !known.IsFilters || argument.IsQuoted)
            {
                continue;
            }

            int times = values[0] / Math.Max(1, known.Values[0]), over = known.Values[0] / Math.Max(1, values[0]);
            bool isMultiple = times is > 1 and <= BlockPlaceholder.MaxTimes;
            if (isMultiple && Enumerable.SequenceEqual(known.Values.Select(value => value * times), values))
            {
                return (i, times, 1);
            }

            bool isPower = over is > 1 and <= BlockPlaceholder.MaxOver && (over & (over - 1)) == 0;
            if (isPower && Enumerable.SequenceEqual(values.Select(value => value * over), known.Values))
            {
                return (i, 1, over);
            }
        }

        _numbers.Add(new(kind, values, place) { IsFilters = isFilters });
        return (_numbers.Count - 1, 1, 1);
    }

    /// <summary>A number that uses say.</summary>
    /// <param name="Kind">What it is, in a word.</param>
    /// <param name="Values">What it is in each copy.</param>
    /// <param name="Place">Where it stands in the layers, among their numbers.</param>
    internal sealed record Number(string Kind, int[] Values, int Place)
    {
        /// <summary>Whether it is a number of filters.</summary>
        public bool IsFilters { get; init; }

        /// <summary>Whether it differs between the copies of a use.</summary>
        public bool ChangesWithinUse { get; set; }

        /// <summary>The name of its constant.</summary>
        public string Name { get; set; } = Kind;
    }
}
