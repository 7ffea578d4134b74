using System.Globalization;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Reading;

/// <summary>
/// Reads one attribute's arguments by the names of its constructor's parameters and of its properties. Incomplete code has arguments
/// without a value: they clear <see cref="IsReadable"/>, and the compiler reports them.
/// </summary>
/// <param name="arguments">The arguments.</param>
public sealed class AttributeReading(IAttributeArguments arguments)
{
    private readonly List<Problem> _problems = [];

    /// <summary>Whether every argument read so far had a value.</summary>
    public bool IsReadable { get; private set; } = arguments.FitsConstructor;

    /// <summary>
    /// What stands for the numbers of the use inside a block; <see langword="null"/> outside.
    /// </summary>
    public BlockNumbers? Numbers { get; init; }

    /// <summary>The problems of the values that have been read.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>A whole number, or the default when it is not given.</summary>
    public int Integer(string name, int defaultValue = 0) => Value(name) is int value ? Meant(value) : defaultValue;

    /// <summary>A whole number, or <see langword="null"/> when the source does not give it.</summary>
    public int? GivenInteger(string name) => arguments.IsWritten(name) && Value(name) is int value ? Meant(value) : null;

    /// <summary>A limit, or the largest number when it is not given.</summary>
    public long Limit(string name) => Value(name) is long value ? value : long.MaxValue;

    /// <summary>A fraction, or <see langword="null"/> when the source does not give it.</summary>
    public double? GivenFraction(string name) => arguments.IsWritten(name) && Value(name) is double value ? Meant(value) : null;

    /// <summary>A fraction, or the default when it is not given.</summary>
    public double Fraction(string name, double defaultValue = 0) => Value(name) is double value ? Meant(value) : defaultValue;

    /// <summary>A switch, or the default when it is not given.</summary>
    public bool Switch(string name, bool defaultValue = false) => Value(name) is bool value ? value : defaultValue;

    /// <summary>A text, or <see langword="null"/> when it is not given.</summary>
    public string? Text(string name) => Value(name) as string;

    /// <summary>Whole numbers, or <see langword="null"/> when they are not given.</summary>
    public EquatableArray<int>? GivenIntegers(string name) => Elements<int>(name)?.Select(Meant).ToEquatableArray();

    /// <summary>Whole numbers, none when they are not given.</summary>
    public EquatableArray<int> Integers(string name) => GivenIntegers(name) ?? EquatableArray<int>.Empty;

    /// <summary>Fractions, or <see langword="null"/> when they are not given.</summary>
    public EquatableArray<double>? GivenFractions(string name) => Elements<double>(name)?.Select(Meant).ToEquatableArray();

    /// <summary>Fractions of the first of several arguments that is given; none when none is.</summary>
    public EquatableArray<double> Fractions(params string[] names) =>
        names.Select(GivenFractions).FirstOrDefault(given => given is { Count: > 0 }) ?? EquatableArray<double>.Empty;

    /// <summary>Texts, none when they are not given; a missing one is empty.</summary>
    public EquatableArray<string> Texts(string name) =>
        Elements<string>(name)?.Select(text => text ?? string.Empty).ToEquatableArray() ?? EquatableArray<string>.Empty;

    /// <summary>Values of several types, with numbers as fractions and without what arrays hold; none when they are not given.</summary>
    public IReadOnlyList<object?> Values(string name)
    {
        if (arguments.Find(name) is not { } argument)
        {
            return [];
        }

        IReadOnlyList<ArgumentValue> elements = argument.Elements ?? [];
        IsReadable &= argument.IsArray && elements.All(element => !element.IsMissing);
        return [.. elements.Where(element => !element.IsMissing).Select(element => element.Value switch
        {
            int number => Meant((double)number),
            double or float or byte or sbyte or short or ushort or uint or long or ulong =>
                Meant(Convert.ToDouble(element.Value, CultureInfo.InvariantCulture)),
            _ when element.IsArray => Array.Empty<object>(),
            _ => element.Value,
        })];
    }

    /// <summary>The name of an enumeration's value, or <see langword="null"/> when it is not given or not one of its values.</summary>
    public string? Choice(string name)
    {
        if (Value(name) is not { } value || arguments.Find(name)?.Enumeration is not { } type)
        {
            return null;
        }

        foreach ((string constant, object number) in type.Constants)
        {
            if (Equals(number, value))
            {
                return constant;
            }
        }

        string unknown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        string known = string.Join(", ", type.Constants.Select(each => each.Name));
        _problems.Add(Problem.Of(ProblemIds.UnknownEnumValue, [arguments.Kind, name, unknown, known], name) with
        {
            Fixes = type.Constants
                .Select(each => Fix.Set($"choose {each.Name}", ArgumentEdit.Choice(name, type.TypeName, each.Name)))
                .ToEquatableArray(),
        });
        return null;
    }

    /// <summary>The value of the model's enumeration with the same name, or the default when it is not given.</summary>
    public TEnum Choice<TEnum>(string name, TEnum defaultValue = default)
        where TEnum : struct =>
        Choice(name) is { } chosen && Enum.TryParse(chosen, out TEnum value) ? value : defaultValue;

    /// <summary>The value of the model's enumeration with the same name, or <see langword="null"/> when it is not given.</summary>
    public TEnum? GivenChoice<TEnum>(string name)
        where TEnum : struct =>
        Choice(name) is { } chosen && Enum.TryParse(chosen, out TEnum value) ? value : null;

    /// <summary>The settings of a window.</summary>
    /// <param name="kernel">The default number of taps; <see langword="null"/> for none.</param>
    public WindowSettings Window(int? kernel = null) => new()
    {
        K = GivenInteger("k") ?? (GivenIntegers("Kernel") is null ? kernel : null),
        S = GivenInteger("s"),
        P = GivenInteger("p"),
        Kernel = GivenIntegers("Kernel"),
        Stride = GivenIntegers("Stride"),
        Pad = GivenIntegers("Pad"),
        PadBegin = GivenIntegers("PadBegin"),
        PadEnd = GivenIntegers("PadEnd"),
        Dilation = GivenInteger("Dilation"),
        Dilations = GivenIntegers("Dilations"),
        Padding = Choice<PaddingKind>("Padding"),
        Rounding = Choice<RoundingMode>("Rounding"),
    };

    /// <summary>The biases of a layer.</summary>
    public BiasKind Bias(BiasKind defaultValue = BiasKind.PerChannel) => Choice("Bias", defaultValue);

    private int Meant(int value) => Numbers?.Resolve(value) ?? value;

    private double Meant(double value) => Numbers?.Resolve(value) ?? value;

    private object? Value(string name)
    {
        if (arguments.Find(name) is not { } argument)
        {
            return null;
        }

        IsReadable &= !argument.IsMissing && !argument.IsArray;
        return argument.Value;
    }

    private List<T>? Elements<T>(string name)
    {
        if (arguments.Find(name) is not { } argument)
        {
            return null;
        }

        if (!argument.IsArray)
        {
            IsReadable = false;
            return null;
        }

        if (argument.Elements is not { } elements)
        {
            return null;
        }

        IsReadable &= elements.All(element => !element.IsMissing && !element.IsArray);
        return
        [
            .. elements
                .Where(element => !element.IsMissing && !element.IsArray)
                .Select(element => element.Value is T value ? value : default!),
        ];
    }
}
