namespace ConvGen.Onnx.Normalising;

/// <summary>The settings of an operation, by name. All of them are there: defaults have been filled in.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, object> _values = [];

    /// <summary>No settings.</summary>
    public static Settings None { get; } = new();

    /// <summary>Adds integers, one for each axis mostly.</summary>
    public Settings With(string name, params int[] values) => Add(name, values);

    /// <summary>Adds a number.</summary>
    public Settings WithReal(string name, double value) => Add(name, value);

    /// <summary>Adds numbers.</summary>
    public Settings WithReals(string name, double[] values) => Add(name, values);

    /// <summary>Adds a word.</summary>
    public Settings WithText(string name, string value) => Add(name, value);

    /// <summary>Integers.</summary>
    public int[] Ints(string name) => (int[])_values[name];

    /// <summary>The only integer.</summary>
    public int Int(string name) => Ints(name)[0];

    /// <summary>Whether the only integer is not 0.</summary>
    public bool Flag(string name) => Int(name) != 0;

    /// <summary>A number.</summary>
    public double Real(string name) => (double)_values[name];

    /// <summary>Numbers.</summary>
    public double[] Reals(string name) => (double[])_values[name];

    /// <summary>A word.</summary>
    public string Text(string name) => (string)_values[name];

    /// <summary>Whether a setting is there that only some forms of the operation have.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    private Settings Add(string name, object value)
    {
        _values[name] = value;
        return this;
    }
}
