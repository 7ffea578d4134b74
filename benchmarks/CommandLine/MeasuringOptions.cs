using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ConvGen.Benchmarks.CommandLine;

/// <summary>The options of every command: how it measures, and where the results go.</summary>
internal sealed class MeasuringOptions
{
    private readonly Option<int[]> _threads = new("--threads")
    {
        Description = "Numbers of threads, separated by commas.",
        DefaultValueFactory = _ => [1, 2],
        CustomParser = result => ParseCounts(result, "threads"),
    };

    private readonly Option<int> _bits = new("--bits")
    {
        Description = "The widest vectors to use: 128, 256 or 512 bits.",
        DefaultValueFactory = _ => 512,
    };

    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "How long to measure a row.",
        DefaultValueFactory = _ => 1.5,
    };

    private readonly Option<string?> _json = new("--json") { Description = "Writes the results to this file too." };

    /// <summary>Adds the options to a command.</summary>
    public MeasuringOptions(Command command)
    {
        _bits.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is 128 or 256 or 512, "--bits is 128, 256 or 512."));
        _seconds.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() > 0, "--seconds must be positive."));
        command.Options.Add(_threads);
        command.Options.Add(_bits);
        command.Options.Add(_seconds);
        command.Options.Add(_json);
    }

    /// <summary>Reports a value that may not be.</summary>
    public static void Require(SymbolResult result, bool valid, string message)
    {
        if (!valid)
        {
            result.AddError(message);
        }
    }

    /// <summary>What was asked for.</summary>
    public Settings Read(ParseResult result, IReadOnlyCollection<string> modes, IReadOnlyCollection<string> networks, string? peer) => new(
        modes,
        networks,
        result.GetValue(_threads)!,
        result.GetValue(_bits),
        peer,
        result.GetValue(_seconds),
        result.GetValue(_json));

    /// <summary>Reads positive numbers that are separated by commas.</summary>
    /// <param name="result">What was written.</param>
    /// <param name="what">What they count.</param>
    public static int[] ParseCounts(ArgumentResult result, string what)
    {
        var counts = new List<int>();
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
            Require(result, valid, $"'{text}' is not a number of {what}.");
            counts.Add(count);
        }

        return [.. counts];
    }
}
