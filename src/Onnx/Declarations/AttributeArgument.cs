namespace ConvGen.Onnx.Declarations;

/// <summary>An argument of an attribute.</summary>
/// <param name="Prefix">What stands before the value: <c>k: </c> or <c>Groups = </c>; empty for an argument given by its place.</param>
/// <param name="Values">The values; several for an array and for a list of arguments.</param>
/// <param name="IsArray">Whether the values are an array.</param>
internal sealed record AttributeArgument(string Prefix, IReadOnlyList<AttributeValue> Values, bool IsArray)
{
    /// <summary>The name of the parameter that takes the stride of a window.</summary>
    public const string Stride = "s";

    /// <summary>Whether it is the stride of a window.</summary>
    public bool IsStride => Prefix == $"{Stride}: ";

    /// <summary>Whether it names the layer.</summary>
    public bool IsName => Prefix == "Name = ";

    /// <summary>The argument as source text.</summary>
    public string Text
    {
        get
        {
            string values = string.Join(", ", Values.Select(value => value.Text));
            return Prefix + (IsArray ? $"[{values}]" : values);
        }
    }
}
