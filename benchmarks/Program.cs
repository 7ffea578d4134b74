using System.Globalization;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Starting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return FirstAnswer.IsRequested(args) ? FirstAnswer.Run(args)
    : BusyCore.IsRequested(args) ? BusyCore.Run()
    : new BenchmarkCommand().Parse(args).Invoke();
