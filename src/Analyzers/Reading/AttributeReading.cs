using System.Globalization;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>
/// Reads one attribute's arguments by the names of its constructor's parameters and of its properties. Incomplete code has arguments
/// without a value: they clear <see cref="IsReadable"/>, and the compiler reports them.
/// </summary>
internal sealed class AttributeReading
{
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax? _syntax;
    private readonly Dictionary<string, TypedConstant> _values = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Begins to read an attribute.</summary>
    public AttributeReading(AttributeData attribute, CancellationToken cancellation)
    {
        _attribute = attribute;
        _syntax = AttributeSource.Syntax(attribute, cancellation);
        if (attribute.AttributeConstructor is not { } constructor || constructor.Parameters.Length != attribute.ConstructorArguments.Length)
        {
            IsReadable = false;
            return;
        }

        for (int i = 0; i < constructor.Parameters.Length; i++)
        {
            _values[constructor.Parameters[i].Name] = attribute.ConstructorArguments[i];
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            _values[argument.Key] = argument.Value;
        }
    }

    /// <summary>Whether every argument read so far had a value.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>
    /// The values of <c>BlockArgument.Filters</c> and <c>BlockArgument.Stride</c> inside a block; <see langword="null"/> outside.
    /// </summary>
    public BlockNumbers? Numbers { get; init; }

    /// <summary>
    /// The first argument with a constant of <c>ConvGen.BlockArgument</c>, the constant's name, and whether the argument is optional; <see
    /// langword="null"/> for none.
    /// </summary>
    public (string Argument, string Number, bool IsOptional)? BlockNumber
    {
        get
        {
            foreach (KeyValuePair<string, TypedConstant> argument in _values)
            {
                IEnumerable<TypedConstant> constants =
                    argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } array ? array.Values : [argument.Value];
                if (!constants.Any(
                    each => each is { Kind: TypedConstantKind.Primitive, Value: int value } && BlockNumbers.IsPlaceholder(value)))
                {
                    continue;
                }

                string? number = _syntax is null ? null : AttributeSource.Argument(_attribute, _syntax, argument.Key)?
                    .DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Select(name => name.Identifier.ValueText)
                    .FirstOrDefault(name => name is nameof(BlockNumbers.Filters) or nameof(BlockNumbers.Stride));
                IParameterSymbol? parameter = _attribute.AttributeConstructor?.Parameters.FirstOrDefault(each => each.Name == argument.Key);
                if (number is not null)
                {
                    return (argument.Key, number, parameter is null or { HasExplicitDefaultValue: true });
                }
            }

            return null;
        }
    }

    /// <summary>The problems of the values that have been read.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>A whole number, or the default when it is not given.</summary>
    public int Integer(string name, int defaultValue = 0) => Value(name) is int value ? Meant(value) : defaultValue;

    /// <summary>A whole number, or <see langword="null"/> when the source does not give it.</summary>
    public int? GivenInteger(string name) => IsWritten(name) && Value(name) is int value ? Meant(value) : null;

    /// <summary>A limit, or the largest number when it is not given.</summary>
    public long Limit(string name) => Value(name) is long value ? value : long.MaxValue;

    /// <summary>A fraction, or <see langword="null"/> when the source does not give it.</summary>
    public double? GivenFraction(string name) => IsWritten(name) && Value(name) is double value ? value : null;

    /// <summary>A fraction, or the default when it is not given.</summary>
    public double Fraction(string name, double defaultValue = 0) => Value(name) is double value ? value : defaultValue;

    /// <summary>A switch, or the default when it is not given.</summary>
    public bool Switch(string name, bool defaultValue = false) => Value(name) is bool value ? value : defaultValue;

    /// <summary>A text, or <see langword="null"/> when it is not given.</summary>
    public string? Text(string name) => Value(name) as string;

    /// <summary>Whole numbers, or <see langword="null"/> when they are not given.</summary>
    public EquatableArray<int>? GivenIntegers(string name) => Elements<int>(name)?.Select(Meant).ToEquatableArray();

    /// <summary>Whole numbers, none when they are not given.</summary>
    public EquatableArray<int> Integers(string name) => GivenIntegers(name) ?? EquatableArray<int>.Empty;

    /// <summary>Fractions, or <see langword="null"/> when they are not given.</summary>
    public EquatableArray<double>? GivenFractions(string name) => Elements<double>(name)?.ToEquatableArray();

    /// <summary>Fractions of the first of several arguments that is given; none when none is.</summary>
    public EquatableArray<double> Fractions(params string[] names) =>
        names.Select(GivenFractions).FirstOrDefault(given => given is { Count: > 0 }) ?? EquatableArray<double>.Empty;

    /// <summary>Texts, none when they are not given; a missing one is empty.</summary>
    public EquatableArray<string> Texts(string name) =>
        Elements<string>(name)?.Select(text => text ?? string.Empty).ToEquatableArray() ?? EquatableArray<string>.Empty;

    /// <summary>The name of an enumeration's value, or <see langword="null"/> when it is not given or not one of its values.</summary>
    public string? Choice(string name)
    {
        if (Value(name) is not { } value || _values[name].Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
        {
            return null;
        }

        List<IFieldSymbol> constants = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)];
        if (constants.FirstOrDefault(field => Equals(field.ConstantValue, value)) is { } found)
        {
            return found.Name;
        }

        string kind = _attribute.AttributeClass!.Name.Replace("Attribute", string.Empty);
        string number = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        string known = string.Join(", ", constants.Select(field => field.Name));
        _problems.Add(Problem.Of(ProblemIds.UnknownEnumValue, [kind, name, number, known], name) with
        {
            Fixes = constants
                .Select(field => Fix.Set($"choose {field.Name}", ArgumentEdit.Choice(name, type.ToDisplayString(), field.Name)))
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

    // The attribute's values include the defaults of the constructor's parameters, so only the source shows what is written. A block of
    // another assembly has no source: there a value that equals the default counts as not written.
    private bool IsWritten(string name)
    {
        if (_syntax is not null)
        {
            return AttributeSource.Argument(_attribute, _syntax, name) is not null;
        }

        IParameterSymbol? parameter = _attribute.AttributeConstructor?.Parameters.FirstOrDefault(each => each.Name == name);
        return parameter is not { HasExplicitDefaultValue: true } || !Equals(parameter.ExplicitDefaultValue, _values[name].Value);
    }

    private int Meant(int value) => Numbers?.Resolve(value) ?? value;

    private object? Value(string name)
    {
        if (!_values.TryGetValue(name, out TypedConstant constant))
        {
            return null;
        }

        if (constant.Kind is TypedConstantKind.Error or TypedConstantKind.Array)
        {
            IsReadable = false;
            return null;
        }

        return constant.Value;
    }

    private List<T>? Elements<T>(string name)
    {
        if (!_values.TryGetValue(name, out TypedConstant constant))
        {
            return null;
        }

        if (constant.Kind != TypedConstantKind.Array)
        {
            IsReadable = false;
            return null;
        }

        if (constant.IsNull)
        {
            return null;
        }

        List<T> elements = [];
        foreach (TypedConstant item in constant.Values)
        {
            if (item.Kind is TypedConstantKind.Error or TypedConstantKind.Array)
            {
                IsReadable = false;
            }
            else
            {
                elements.Add(item.Value is T value ? value : default!);
            }
        }

        return elements;
    }
}
