using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConvGen.Benchmarks.Modes;
using ConvGen.Benchmarks.Networks;

namespace ConvGen.Benchmarks.CommandLine;

/// <summary>The program's command line.</summary>
internal sealed class BenchmarkCommand : RootCommand
{
    private readonly Argument<string[]> _modes = new("mode")
    {
        Description = "What to measure; everything when nothing is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _networks = new("--net")
    {
        Description = $"Only these networks: {string.Join(", ", Catalogue.Keys)}.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int[]> _threads = new("--threads")
    {
        Description = "Numbers of threads, separated by commas.",
        DefaultValueFactory = _ => [1, 2],
        CustomParser = ParseThreads,
    };

    private readonly Option<int> _bits = new("--bits")
    {
        Description = "The widest vectors to use: 128, 256 or 512 bits.",
        DefaultValueFactory = _ => 512,
    };

    private readonly Option<string?> _peer = new("--peer")
    {
        Description = "Compare with ort (ONNX Runtime), torch (PyTorch's training steps) or none; with all that are installed if omitted.",
    };

    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "How long to measure a row.",
        DefaultValueFactory = _ => 1.5,
    };

    private readonly Option<string?> _json = new("--json") { Description = "Writes the results to this file too." };

    /// <summary>Describes the command line.</summary>
    public BenchmarkCommand()
        : base("Measures ConvGen, side by side with what users would run instead.")
    {
        _modes.AcceptOnlyFromAmong([.. BenchmarkRun.Modes.Select(mode => mode.Name)]);
        _peer.AcceptOnlyFromAmong(PeerNames.OnnxRuntime, PeerNames.Torch, PeerNames.None);
        _bits.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is 128 or 256 or 512, "--bits is 128, 256 or 512."));
        _seconds.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() > 0, "--seconds must be positive."));
        _networks.Validators.Add(CheckNetworks);
        Arguments.Add(_modes);
        Options.Add(_networks);
        Options.Add(_threads);
        Options.Add(_bits);
        Options.Add(_peer);
        Options.Add(_seconds);
        Options.Add(_json);
        SetAction(result => BenchmarkRun.Execute(Read(result)));
    }

    private static int[] ParseThreads(ArgumentResult result)
    {
        var counts = new List<int>();
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
            Require(result, valid, $"'{text}' is not a number of threads.");
            counts.Add(count);
        }

        return [.. counts];
    }

    private static void CheckNetworks(OptionResult result)
    {
        foreach (string name in result.Tokens.Select(token => token.Value))
        {
            bool known = Catalogue.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
            Require(result, known, $"There is no network '{name}'. There are {string.Join(", ", Catalogue.Keys)}.");
        }
    }

    private static void Require(SymbolResult result, bool valid, string message)
    {
        if (!valid)
        {
            result.AddError(message);
        }
    }

    private Settings Read(ParseResult result)
    {
        string[] networks = result.GetValue(_networks) ?? [], modes = result.GetValue(_modes) ?? [];
        string? peer = result.GetValue(_peer);
        if (modes.Length == 0)
        {
            modes = peer == PeerNames.Torch ? ["training"]
                : peer is not null || networks.Length > 0 ? ["networks"]
                : [.. BenchmarkRun.Modes.Select(mode => mode.Name)];
        }

        int[] threads = result.GetValue(_threads)!;
        return new Settings(modes, networks, threads, result.GetValue(_bits), peer, result.GetValue(_seconds), result.GetValue(_json));
    }
}
