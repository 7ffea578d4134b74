using System.Globalization;

namespace Samples;

/// <summary>The options of a command line, each a name and a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">What stands on the command line.</param>
    /// <param name="names">The options that there are.</param>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public Arguments(string[] arguments, IReadOnlyCollection<string> names)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            if (!names.Contains(name))
                throw new FormatException($"unknown option '{name}'; --help lists them");
            if (i + 1 == arguments.Length)
                throw new FormatException($"{name} needs a value");
            _values[name] = arguments[i + 1];
        }
    }

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>A whole number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="otherwise">The number when the option was not given.</param>
    /// <param name="least">The smallest number that makes sense.</param>
    /// <exception cref="FormatException">The value is no such number.</exception>
    public int Number(string name, int otherwise, int least)
    {
        if (Text(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new FormatException($"{name} needs a whole number of at least {least}, not '{text}'");
    }
}
