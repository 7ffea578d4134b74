using System.Globalization;

namespace ConvGen.Conformance.Declarations;

/// <summary>The text of one layer attribute: <c>Conv(5, k: 3, Groups = 2)</c>.</summary>
/// <param name="kind">The attribute.</param>
internal sealed class LayerText(string kind)
{
    private readonly List<string> _arguments = [];
    private readonly List<string> _properties = [];

    public string Kind => kind;

    /// <summary>Adds a constructor argument, by position or by name.</summary>
    public LayerText Argument(string text)
    {
        _arguments.Add(text);
        return this;
    }

    public LayerText Property(string name, string value)
    {
        _properties.Add($"{name} = {value}");
        return this;
    }

    /// <summary>A setting per spatial axis: the constructor's one number when the axes agree, the array property otherwise.</summary>
    public LayerText PerAxis(string argument, string property, int[] values) =>
        values.Distinct().Count() == 1 ? Argument($"{argument}: {Number(values[0])}") : Property(property, Numbers(values));

    public override string ToString() =>
        _arguments.Count + _properties.Count == 0 ? kind : $"{kind}({string.Join(", ", _arguments.Concat(_properties))})";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string Numbers(int[] values) => $"[{string.Join(", ", values.Select(Number))}]";

    public static string Text(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
