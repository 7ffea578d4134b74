using System.CommandLine;
using ConvGen.Benchmarks.Modes;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.CommandLine;

/// <summary><c>benchmarks onnx</c>: measures ONNX files.</summary>
internal sealed class OnnxCommand : Command
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "ONNX files, and folders that are searched for them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<double> _atLeast = new("--at-least")
    {
        Description = "Leaves out files that take less time than this, in milliseconds, with the first number of threads.",
    };

    private readonly MeasuringOptions _measuring;

    /// <summary>Describes the command.</summary>
    public OnnxCommand()
        : base("onnx", "Imports and compiles ONNX files, and measures them side by side with ONNX Runtime on the same files.")
    {
        _paths.Validators.Add(result => Array.ForEach(
            [.. result.Tokens.Select(token => token.Value).Where(path => !File.Exists(path) && !Directory.Exists(path))],
            path => result.AddError($"There is neither a file nor a folder '{path}'.")));
        Arguments.Add(_paths);
        Options.Add(_atLeast);
        _measuring = new(this);
        SetAction(Execute);
    }

    private int Execute(ParseResult result)
    {
        Settings settings = _measuring.Read(result, ["onnx"], [], PeerNames.OnnxRuntime);
        var report = new Report();
        OnnxMode.Run(Files(result.GetValue(_paths)!), result.GetValue(_atLeast) / 1000, settings, report);
        if (settings.Json is not null)
        {
            report.Write(settings.Json);
        }

        return report.Agrees ? 0 : 1;
    }

    private static IEnumerable<string> Files(IEnumerable<string> paths) => paths.SelectMany(path => Directory.Exists(path)
        ? (IEnumerable<string>)Directory.EnumerateFiles(path, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path]);
}
