using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Compilation;
using ConvGen.Conformance.Planning;
using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Conformance;

/// <summary>Runs folders of cases: reads, declares, compiles in batches, runs, compares.</summary>
internal static class ConformanceRun
{
    // One compilation costs far more than one network in it.
    private const int BatchSize = 40;

    /// <summary>Runs every case at or below some folders.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="targets">The vector targets to run on.</param>
    /// <returns>One report for each case, in the order of the folders.</returns>
    public static IReadOnlyList<CaseReport> Run(IEnumerable<string> folders, IReadOnlyList<VectorTarget> targets)
    {
        Dictionary<string, CaseReport> reports = [];
        List<(string Folder, NetworkCheck Check)> pending = [];
        IReadOnlyList<string> found = CaseFolders.Find(folders);
        foreach (string folder in found)
        {
            string name = Path.GetFileName(folder);
            try
            {
                Check check = CheckPlanner.Plan(CaseReader.Read(folder));
                if (check is NetworkCheck network)
                    pending.Add((folder, network));
                else
                    reports.Add(folder, CaseRunner.Run((DirectCheck)check));
            }
            catch (SkippedCaseException skip)
            {
                reports.Add(folder, CaseReport.Skip(name, skip.Message));
            }
            catch (Exception e) when (e is CaseFormatException or IOException)
            {
                reports.Add(folder, CaseReport.Of(name, [e.Message]));
            }
        }

        foreach ((string Folder, NetworkCheck Check)[] batch in pending.Chunk(BatchSize))
            RunBatch(batch, targets, reports);
        return [.. found.Select(folder => reports[folder])];
    }

    private static void RunBatch((string Folder, NetworkCheck Check)[] batch, IReadOnlyList<VectorTarget> targets, Dictionary<string, CaseReport> reports)
    {
        CompilationOutcome outcome = NetworkCompiler.Compile(
            [.. batch.Select((item, i) => item.Check.Network.Source(ClassName(i)))]);
        if (outcome.Networks is { } networks)
        {
            using (networks)
            {
                for (int i = 0; i < batch.Length; i++)
                    reports.Add(batch[i].Folder, CaseRunner.Run(batch[i].Check, networks, ClassName(i), targets));
            }

            return;
        }

        // One declaration that does not compile must not take the others with it.
        if (batch.Length == 1)
        {
            reports.Add(batch[0].Folder, CaseReport.Of(batch[0].Check.Name, outcome.Problems));
            return;
        }

        foreach ((string Folder, NetworkCheck Check) item in batch)
            RunBatch([item], targets, reports);
    }

    private static string ClassName(int index) => $"Case{index + 1}";
}
