using System.Globalization;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Reading;

/// <summary>
/// What a use says of the numbers of a block: numbers by their order, and texts as <c>"Stride = 2"</c> or, with a number for each copy,
/// <c>"Dilation = 1, 2, 4"</c>. The last number of a text is that of all further copies.
/// </summary>
public sealed class BlockValues
{
    /// <summary>The argument of a use with the values.</summary>
    public const string Argument = "values";

    // For each number where it is given, and what it is in each copy.
    private readonly Dictionary<int, (int Element, double[] Copies)> _values = [];
    private readonly Action<Problem> _report;
    private readonly int _copies;

    private BlockValues(BlockParameters parameters, int copies, Action<Problem> report)
    {
        Parameters = parameters;
        _copies = copies;
        _report = report;
    }

    /// <summary>The block's numbers.</summary>
    public BlockParameters Parameters { get; }

    /// <summary>Reads the values of a use.</summary>
    /// <param name="use">The use.</param>
    /// <param name="parameters">The block's numbers.</param>
    /// <param name="around">The numbers of the block that the use is in, which texts may name; <see langword="null"/> in a network.</param>
    /// <param name="report">Receives what cannot be understood.</param>
    public static BlockValues Read(BlockUse use, BlockParameters parameters, BlockNumbers? around, Action<Problem> report)
    {
        BlockValues values = new(parameters, use.Copies, report);
        bool isNamed = false;
        for (int element = 0; element < use.Values.Count; element++)
        {
            switch (use.Values[element])
            {
                case double number when isNamed:
                    values.Fail($"{NumberText.Plain(number)} follows a number with a name; those without come first", element);
                    break;
                case double number:
                    values.Add(element, element, [number]);
                    break;
                case string text:
                    isNamed = true;
                    values.AddNamed(text, element, around);
                    break;
                case var other:
                    string what = other is null ? "null" : other is Array ? "an array" : other.ToString()!;
                    values.Fail($"{what} is neither a number nor a text as \"Stride = 2\"", element);
                    break;
            }
        }

        return values;
    }

    /// <summary>A number in a copy; <see langword="null"/> where the use does not give it.</summary>
    public double? ValueOf(int index, int copy) =>
        _values.TryGetValue(index, out (int, double[] Copies) value) ? value.Copies[Math.Min(copy, value.Copies.Length - 1)] : null;

    /// <summary>Where a number is given, among the values.</summary>
    public int? ElementOf(int index) => _values.TryGetValue(index, out (int Element, double[]) value) ? value.Element : null;

    /// <summary>Whether a copy has other numbers than the one before.</summary>
    public bool ChangesAt(int copy) => _values.Keys.Any(index => ValueOf(index, copy) != ValueOf(index, copy - 1));

    /// <summary>Reports values of numbers that no layer of the block asks for.</summary>
    /// <param name="used">Those that some layer asks for.</param>
    public void ReportUnused(IEnumerable<int> used)
    {
        HashSet<int> known = [.. used];
        string taken = known.Count == 0 ? "no numbers" : Parameters.List(known);
        foreach (int index in _values.Keys.Where(index => !known.Contains(index)))
        {
            Fail($"no layer of the block uses '{Parameters.NameOf(index)}'; it takes {taken}", _values[index].Element);
        }
    }

    private void AddNamed(string text, int element, BlockNumbers? around)
    {
        string[] sides = text.Split('=');
        if (sides.Length != 2)
        {
            Fail($"'{text}' is not of the form \"Stride = 2\" or, with a number for each copy, \"Stride = 2, 1\"", element);
            return;
        }

        string name = sides[0].Trim();
        if (Parameters.Find(name) is not { } index)
        {
            string known = Parameters.Names.Any() ? $"; its numbers are {string.Join(", ", Parameters.Names)}" : string.Empty;
            Fail($"the block has no number '{name}'{known}", element);
            return;
        }

        List<double> numbers = [];
        foreach (string word in sides[1].Split(',').Select(each => each.Trim()))
        {
            if (Number(word, around) is not { } number)
            {
                Fail($"'{word}' is no number", element);
                return;
            }

            numbers.Add(number);
        }

        if (numbers.Count > _copies)
        {
            string copies = _copies == 1 ? "copy" : "copies";
            Fail($"'{name}' has {NumberText.Plain(numbers.Count)} numbers for {NumberText.Plain(_copies)} {copies}", element);
            return;
        }

        Add(index, element, [.. numbers]);
    }

    private void Add(int index, int element, double[] copies)
    {
        if (index >= BlockPlaceholder.MaxCount)
        {
            Fail($"a block has at most {NumberText.Plain(BlockPlaceholder.MaxCount)} numbers", element);
        }
        else if (_values.ContainsKey(index))
        {
            Fail($"'{Parameters.NameOf(index)}' is given twice", element);
        }
        else
        {
            _values.Add(index, (element, copies));
        }
    }

    private static double? Number(string word, BlockNumbers? around) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : around?.Parameters.Find(word) is { } index ? around.Resolve((double)BlockPlaceholder.Of(index))
            : null;

    private void Fail(string reason, int element) =>
        _report(Problem.Of(ProblemIds.BlockValue, [Parameters.Block, reason], Argument) with { Element = element });
}
