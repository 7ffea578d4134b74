using System.Text.Json;

namespace ConvGen.Conformance.Cases;

/// <summary>Named settings of a node or an optimizer, as they stand in the file.</summary>
internal sealed class Attributes
{
    private readonly Dictionary<string, JsonElement> _values = [];

    public Attributes(JsonElement json)
    {
        foreach (JsonProperty property in json.EnumerateObject())
            _values.Add(property.Name, property.Value.Clone());
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public int Int(string name, int otherwise = 0) => _values.TryGetValue(name, out JsonElement value) ? value.GetInt32() : otherwise;

    public double Real(string name, double otherwise = 0) => _values.TryGetValue(name, out JsonElement value) ? value.GetDouble() : otherwise;

    public string Text(string name, string otherwise) => _values.TryGetValue(name, out JsonElement value) ? value.GetString()! : otherwise;

    /// <summary>A switch, written as a boolean or as 0 and 1.</summary>
    public bool Flag(string name) => _values.TryGetValue(name, out JsonElement value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetInt32() != 0,
        _ => false,
    };

    public int[]? Ints(string name) =>
        _values.TryGetValue(name, out JsonElement value) ? [.. value.EnumerateArray().Select(item => item.GetInt32())] : null;

    /// <summary>A list of lists.</summary>
    public int[][]? IntLists(string name) => _values.TryGetValue(name, out JsonElement value)
        ? [.. value.EnumerateArray().Select(list => list.EnumerateArray().Select(item => item.GetInt32()).ToArray())]
        : null;

    public double[]? Reals(string name) =>
        _values.TryGetValue(name, out JsonElement value) ? [.. value.EnumerateArray().Select(item => item.GetDouble())] : null;
}
