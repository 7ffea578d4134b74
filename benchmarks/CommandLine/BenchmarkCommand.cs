using System.CommandLine;
using System.CommandLine.Parsing;
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

    private readonly Option<string?> _peer = new("--peer")
    {
        Description = "Compare with ort (ONNX Runtime), torch (PyTorch's training steps) or none; with all that are installed if omitted.",
    };

    private readonly Option<int[]> _batches = new("--batch")
    {
        Description = "How many examples a pass of the mode networks takes; several numbers are separated by commas.",
        DefaultValueFactory = _ => [1],
        CustomParser = result => MeasuringOptions.ParseCounts(result, "examples"),
    };

    private readonly MeasuringOptions _measuring;

    /// <summary>Describes the command line.</summary>
    public BenchmarkCommand()
        : base("Measures ConvGen, side by side with what users would run instead.")
    {
        _modes.AcceptOnlyFromAmong([.. BenchmarkRun.Modes.Select(mode => mode.Name)]);
        _peer.AcceptOnlyFromAmong(PeerNames.OnnxRuntime, PeerNames.Torch, PeerNames.None);
        _networks.Validators.Add(CheckNetworks);
        Arguments.Add(_modes);
        Options.Add(_networks);
        Options.Add(_batches);
        Options.Add(_peer);
        _measuring = new(this);
        Subcommands.Add(new OnnxCommand());
        SetAction(result => BenchmarkRun.Execute(Read(result)));
    }

    private static void CheckNetworks(OptionResult result)
    {
        foreach (string name in result.Tokens.Select(token => token.Value))
        {
            bool known = Catalogue.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
            MeasuringOptions.Require(result, known, $"There is no network '{name}'. There are {string.Join(", ", Catalogue.Keys)}.");
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

        return _measuring.Read(result, modes, networks, peer) with { Batches = result.GetValue(_batches)! };
    }
}
