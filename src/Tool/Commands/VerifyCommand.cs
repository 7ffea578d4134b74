using System.CommandLine;
using System.Globalization;
using ConvGen.Onnx;
using ConvGen.Tool.Verification;
using Spectre.Console;

namespace ConvGen.Tool.Commands;

/// <summary><c>convgen verify</c>: compiles a model in memory and compares its results with those expected.</summary>
internal sealed class VerifyCommand : Command
{
    private static readonly int[] Widths = [512, 256, 128];

    /// <summary>Describes the command.</summary>
    public VerifyCommand()
        : base("verify", "Runs a model on test vectors, on every vector width, and compares the results.")
    {
        var model = new ModelArguments(this);
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The folder with test_data_set_0 (.pb or .npy), or with reference.json.",
            Required = true,
        };
        var tolerance = new Option<double>("--tolerance")
        {
            Description = "The largest difference, as a part of the largest value of an output.",
            DefaultValueFactory = _ => 1e-4,
        };
        tolerance.Validators.Add(result =>
        {
            if (result.Tokens is [var text] && double.TryParse(text.Value, CultureInfo.InvariantCulture, out double part) && !(part >= 0))
            {
                result.AddError($"--tolerance: '{text.Value}' is no part of a value; give 0 or more, as 1e-4");
            }
        });
        var exact = new Option<bool>("--exact") { Description = "Computes every convolution by its definition, without fast algorithms." };
        Options.Add(data);
        Options.Add(exact);
        Options.Add(tolerance);
        SetAction(result => ToolRun.Do(model.Path(result), () => Verify(
            model.Path(result),
            model.Options(result),
            result.GetRequiredValue(data).ToString(),
            result.GetValue(tolerance),
            result.GetValue(exact))));
    }

    private static int Verify(string path, ImportOptions options, string folder, double tolerance, bool exact)
    {
        IReadOnlyList<TestCase> cases = TestCases.Read(folder);
        using ModelVerification verification = ModelVerification.Of(OnnxImporter.Import(path, options));
        Table table = new Table().AddColumns("output", "vectors", "largest difference", "of the largest value");
        bool agrees = true;
        foreach (int width in Widths)
        {
            var runs = new List<(string Output, Deviation Deviation)>();
            foreach (TestCase test in cases)
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    runs.AddRange(verification.Run(test, new NetworkOptions { MaxVectorBits = width, Threads = threads, Exact = exact }));
                }
            }

            foreach (IGrouping<string, (string Output, Deviation Deviation)> output in runs.GroupBy(run => run.Output))
            {
                Deviation worst = output.MaxBy(run => run.Deviation.Relative).Deviation;
                bool isRight = worst.Relative <= tolerance;
                agrees &= isRight;
                string relative = $"{worst.Relative:0.0e+0}";
                table.AddRow(
                    Markup.Escape(output.Key), $"{width}", $"{worst.Largest:0.0e+0}", isRight ? relative : $"[red]{relative}[/]");
            }
        }

        AnsiConsole.Write(table);
        string verdict = agrees ? "all agree" : $"not all are within {tolerance:0.0e+0}";
        Console.WriteLine($"{cases.Count} cases, with 1 and 2 threads: {verdict}");
        return agrees ? 0 : 1;
    }
}
