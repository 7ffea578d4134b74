using ConvGen.Conformance;
using ConvGen.Conformance.Running;
using ConvGen.Engine;

const int BadUsage = 2;

if (CommandLine.Parse(args, out string error) is not { } command)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(CommandLine.Usage);
    return BadUsage;
}

IReadOnlyList<CaseReport> reports;
try
{
    reports = ConformanceRun.Run(command.Folders, command.Targets);
}
catch (DirectoryNotFoundException e)
{
    Console.Error.WriteLine(e.Message);
    return BadUsage;
}

Console.WriteLine($"targets: {string.Join(", ", command.Targets.Select(VectorTargets.NameOf))}; threads: 1, 2");
foreach (VectorTarget missing in VectorTargets.All.Except(VectorTargets.Available))
    Console.WriteLine($"not run: {VectorTargets.NameOf(missing)}, which this processor lacks");
Report.Write(reports, Console.Out);
if (reports.Count == 0)
{
    Console.Error.WriteLine("no case found");
    return BadUsage;
}

return reports.Any(report => report.Verdict == Verdict.Failed) ? 1 : 0;
