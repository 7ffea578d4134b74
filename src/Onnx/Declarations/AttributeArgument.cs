namespace ConvGen.Onnx.Declarations;

/// <summary>An argument of an attribute.</summary>
/// <param name="Prefix">What stands before the value: <c>k: </c> or <c>Groups = </c>; empty for an argument given by its place.</param>
/// <param name="Values">The values; several for an array and for a list of arguments.</param>
/// <param name="IsArray">Whether the values are an array.</param>
internal sealed record AttributeArgument(string Prefix, IReadOnlyList<AttributeValue> Values, bool IsArray)
{
    /// <summary>The name of the parameter that takes the stride of a window.</summary>
    public const string Stride = "s";

    private const string Quote = "\"";

    /// <summary>Whether it is a text with a number of a use for each of its copies.</summary>
    public bool IsQuoted => Prefix.StartsWith(Quote, StringComparison.Ordinal);

    /// <summary>Whether it names the layer.</summary>
    public bool IsName => Prefix == "Name = ";

    /// <summary>What its numbers are called: as the property, or in a word what the parameter is.</summary>
    public string Name => Prefix.Trim('"', ' ', '=', ':') switch
    {
        "" => "Number",
        "k" => "Kernel",
        Stride => "Stride",
        "p" => "Padding",
        string name => name,
    };

    /// <summary>The argument as source text.</summary>
    public string Text
    {
        get
        {
            string values = string.Join(", ", Values.Select(value => value.Text));
            return Prefix + (IsArray ? $"[{values}]" : values) + (IsQuoted ? Quote : string.Empty);
        }
    }

    /// <summary>What a use says of a number, for each copy.</summary>
    /// <param name="name">The number.</param>
    /// <param name="values">What it is in each copy.</param>
    public static AttributeArgument ForCopies(string name, IReadOnlyList<AttributeValue> values) =>
        new($"{Quote}{name} = ", values, IsArray: false);
}
