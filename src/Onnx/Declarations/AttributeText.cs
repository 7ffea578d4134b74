using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// An attribute that is being written: its kind, and its arguments in the order in which C# takes them. What equals its default is left
/// out.
/// </summary>
/// <param name="kind">The name of the attribute, as in brackets.</param>
internal sealed class AttributeText(string kind)
{
    private readonly List<AttributeArgument> _arguments = [];

    /// <summary>The name of the attribute, as in brackets.</summary>
    public string Kind => kind;

    /// <summary>Whether it stands beside the layer above, whose values it changes one by one or by channels.</summary>
    public bool JoinsLine { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<AttributeArgument> Arguments => _arguments;

    /// <summary>The attribute with its numbers set aside: those with equal keys differ in numbers only.</summary>
    public string Key => With((_, value) => value.Number is null ? value : new("#")).Text;

    /// <summary>The attribute as source text, without brackets.</summary>
    public string Text => _arguments.Count == 0 ? kind : $"{kind}({string.Join(", ", _arguments.Select(argument => argument.Text))})";

    /// <summary>Adds an argument by its place.</summary>
    public AttributeText Add(int value) => Add(string.Empty, AttributeValue.Of(value));

    /// <summary>Adds an argument by its place, when it is given.</summary>
    public AttributeText Add(int? value) => value is { } given ? Add(given) : this;

    /// <summary>Adds a number of filters by its place.</summary>
    public AttributeText AddFilters(int value) => Add(string.Empty, AttributeValue.Of(value) with { IsFilters = true });

    /// <summary>Adds an argument by its place.</summary>
    public AttributeText Add<TEnum>(TEnum value)
        where TEnum : struct, Enum => Add(string.Empty, AttributeValue.Of(value));

    /// <summary>Adds a number by its place, unless it is the default.</summary>
    public AttributeText Add(double value, double usual) => Same(value, usual) ? this : Add(string.Empty, AttributeValue.Of(value));

    /// <summary>Adds a list of arguments by their place.</summary>
    public AttributeText AddAll(IEnumerable<AttributeValue> values)
    {
        AttributeValue[] given = [.. values];
        if (given.Length > 0)
        {
            _arguments.Add(new(string.Empty, given, IsArray: false));
        }

        return this;
    }

    /// <summary>Adds a list of numbers by their place.</summary>
    public AttributeText AddAll(IEnumerable<int> values) => AddAll(values.Select(AttributeValue.Of));

    /// <summary>Adds a parameter of the constructor by its name, when it is given.</summary>
    public AttributeText Parameter(string name, int? value) => value is { } given ? Add($"{name}: ", AttributeValue.Of(given)) : this;

    /// <summary>Sets a property that is given.</summary>
    public AttributeText Set(string name, int? value) => value is { } given ? Add($"{name} = ", AttributeValue.Of(given)) : this;

    /// <summary>Sets a property that is given.</summary>
    public AttributeText Set(string name, double? value) => value is { } given ? Add($"{name} = ", AttributeValue.Of(given)) : this;

    /// <summary>Sets a property that is given.</summary>
    public AttributeText Set(string name, string? value) => value is { } given ? Add($"{name} = ", AttributeValue.Of(given)) : this;

    /// <summary>Sets a limit, unless there is none.</summary>
    public AttributeText SetLimit(string name, long value) =>
        value == long.MaxValue ? this : Add($"{name} = ", AttributeValue.Of(value));

    /// <summary>Sets a property, unless it is the default.</summary>
    public AttributeText Set(string name, int value, int usual) => value == usual ? this : Set(name, (int?)value);

    /// <summary>Sets a property, unless it is the default.</summary>
    public AttributeText Set(string name, double value, double usual) => Same(value, usual) ? this : Set(name, (double?)value);

    /// <summary>Sets a property, unless it is the default.</summary>
    public AttributeText Set(string name, bool value, bool usual = false) =>
        value == usual ? this : Add($"{name} = ", AttributeValue.Of(value));

    /// <summary>Sets a property, unless it is the default.</summary>
    public AttributeText Set<TEnum>(string name, TEnum value, TEnum usual = default)
        where TEnum : struct, Enum =>
        EqualityComparer<TEnum>.Default.Equals(value, usual) ? this : Add($"{name} = ", AttributeValue.Of(value));

    /// <summary>Sets a property that is given.</summary>
    public AttributeText Set<TEnum>(string name, TEnum? value)
        where TEnum : struct, Enum => value is { } given ? Add($"{name} = ", AttributeValue.Of(given)) : this;

    /// <summary>Sets an array that is given.</summary>
    public AttributeText Set(string name, EquatableArray<int>? values) => Set(name, values?.Select(AttributeValue.Of));

    /// <summary>Sets an array that is given.</summary>
    public AttributeText Set(string name, EquatableArray<double>? values) => Set(name, values?.Select(AttributeValue.Of));

    /// <summary>Adds the settings of a window: first the parameters of the constructor, then properties.</summary>
    /// <param name="window">The window.</param>
    /// <param name="between">Adds further parameters of the constructor behind those of the window.</param>
    public AttributeText Window(WindowSettings window, Action<AttributeText>? between = null)
    {
        Parameter("k", window.K).Parameter(AttributeArgument.Stride, window.S).Parameter("p", window.P);
        between?.Invoke(this);
        return Set("Kernel", window.Kernel)
            .Set("Stride", window.Stride)
            .Set("Pad", window.Pad)
            .Set("PadBegin", window.PadBegin)
            .Set("PadEnd", window.PadEnd)
            .Set("Dilation", window.Dilation)
            .Set("Dilations", window.Dilations)
            .Set("Padding", window.Padding)
            .Set("Rounding", window.Rounding);
    }

    /// <summary>The same attribute with other values.</summary>
    /// <param name="change">From an argument and one of its values to what stands in the value's place.</param>
    public AttributeText With(Func<AttributeArgument, AttributeValue, AttributeValue> change)
    {
        var changed = new AttributeText(kind) { JoinsLine = JoinsLine };
        changed._arguments.AddRange(_arguments.Select(argument =>
            argument with { Values = [.. argument.Values.Select(value => change(argument, value))] }));
        return changed;
    }

    /// <summary>Adds an argument.</summary>
    public AttributeText Add(AttributeArgument argument)
    {
        _arguments.Add(argument);
        return this;
    }

    private AttributeText Add(string prefix, AttributeValue value)
    {
        _arguments.Add(new(prefix, [value], IsArray: false));
        return this;
    }

    private AttributeText Set(string name, IEnumerable<AttributeValue>? values)
    {
        if (values is not null)
        {
            _arguments.Add(new($"{name} = ", [.. values], IsArray: true));
        }

        return this;
    }

    private static bool Same(double value, double usual) => BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(usual);
}
