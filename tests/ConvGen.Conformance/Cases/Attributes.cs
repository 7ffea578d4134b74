using System.Text.Json;

namespace ConvGen.Conformance.Cases;

/// <summary>Named settings of a node or an optimizer, as they stand in the file.</summary>
internal sealed class Attributes
{
    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly string _folder;

    /// <summary>The settings of a JSON object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="folder">Where the files of tensors are.</param>
    public Attributes(JsonElement json, string folder)
    {
        _folder = folder;
        foreach (JsonProperty property in json.EnumerateObject())
            _values.Add(property.Name, property.Value.Clone());
    }

    public IEnumerable<string> Names => _values.Keys;

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A setting as it stands in the file.</summary>
    public JsonElement Raw(string name) => _values[name];

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

    public int[] Ints(string name) => [.. _values[name].EnumerateArray().Select(item => item.GetInt32())];

    /// <summary>A list of lists.</summary>
    public int[][] IntLists(string name) =>
        [.. _values[name].EnumerateArray().Select(list => list.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

    public double[] Reals(string name) => [.. _values[name].EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>A tensor, whose numbers are in a file of their own.</summary>
    public Tensor Tensor(string name)
    {
        JsonElement row = _values[name].GetProperty("tensor");
        return new(
            name,
            row.GetProperty("dtype").GetString()!,
            [.. row.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
            Path.Combine(_folder, row.GetProperty("file").GetString()!),
            MaxAbs: 0);
    }
}
