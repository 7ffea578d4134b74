using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.OnnxFiles;
using ConvGen.Benchmarks.OnnxRuntime;
using ConvGen.Benchmarks.Reporting;
using Microsoft.ML.OnnxRuntime;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures ONNX files: what is made of them here, side by side with ONNX Runtime on the same file.</summary>
internal static class OnnxMode
{
    /// <summary>Prints a row for each file and number of threads.</summary>
    /// <param name="files">The files.</param>
    /// <param name="atLeast">Files that take fewer seconds than this are left out.</param>
    /// <param name="settings">How to measure.</param>
    /// <param name="report">Receives the rows.</param>
    public static void Run(IEnumerable<string> files, double atLeast, Settings settings, Report report)
    {
        PeakRates peak = report.Peak.Value;
        Report.Begin($"ONNX files, as many examples as the file says, vectors of up to {settings.VectorBits} bits");
        foreach (string file in files)
        {
            try
            {
                using var model = ImportedModel.Read(file);
                Measure(model, atLeast, settings, report, peak);
            }
            catch (Exception refused) when (refused is InvalidDataException or NotSupportedException or OnnxRuntimeException)
            {
                Console.WriteLine($"  {ImportedModel.TitleOf(file),-24} {refused.Message.ReplaceLineEndings("; ")}");
            }
        }
    }

    private static void Measure(ImportedModel model, double atLeast, Settings settings, Report report, PeakRates peak)
    {
        foreach ((int threads, int round) in settings.Threads.Select((threads, round) => (threads, round)))
        {
            var options = new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits };
            using INetwork ours = model.Create(options);
            var pass = new ForwardPass(ours, [.. model.Inputs.SelectMany(input => input)]);
            if (round == 0 && Alternation.Measure(0, pass.Contender)[0].Minimum < atLeast)
            {
                return;
            }

            using OnnxRuntimeSession theirs = new(model.Path, threads, model.Inputs, model.InputShapes);
            report.Add(threads, () => [Compare(model.Title, pass, theirs, threads, settings, peak)]);
        }
    }

    private static Comparison Compare(
        string title, ForwardPass pass, OnnxRuntimeSession theirs, int threads, Settings settings, PeakRates peak)
    {
        Times[] times = Alternation.Measure(settings.Seconds, pass.Contender, new ActionContender(theirs.Run));
        Agreement agreement = Agreement.Of(pass.Output, [.. theirs.Outputs.SelectMany(output => output)]);
        return new Comparison("onnx", title, threads, times[0], PeerNames.OnnxRuntime, times[1], agreement, pass.Macs)
        {
            PeakFraction = peak.Fraction(pass.Macs, times[0].Minimum, threads, settings.VectorBits),
        };
    }
}
