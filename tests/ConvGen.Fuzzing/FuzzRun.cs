using System.Globalization;
using System.Text;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Reducing;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>Tries declarations, some dozens at a time, and reduces those that fail.</summary>
/// <param name="process">What compiles and runs them.</param>
/// <param name="demand">What is demanded of each.</param>
/// <param name="reduces">Whether those that fail are made smaller; what is written by hand is small.</param>
internal sealed class FuzzRun(FuzzProcess process, Demand demand, bool reduces = true)
{
    private const int Together = 40;

    // What is checked of a mutated declaration that turns out to be a network.
    private const string QuickStage = "fast";

    // A fault of the generator meets many declarations; some of them tell what it is.
    private const int MaxReduced = 4;

    private readonly double _before = process.Seconds;
    private readonly Dictionary<string, int> _stages = [];
    private readonly StringBuilder _report = new();
    private int _tried;
    private int _refused;
    private int _failed;
    private int _reduced;
    private double _worst;

    // What has failed, each with its smallest declaration.
    private string Report => _failed == 0 ? "" : $"{Summary}\n{_report}";

    private string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_tried} declarations, {_refused} refused, {_failed} failed{Stages}, largest error {_worst:F2} of what is allowed, {process.Seconds - _before:F0} s of processor time");

    private string Stages => _failed == 0 ? "" : $" ({string.Join(", ", _stages.Select(stage => $"{stage.Key} {stage.Value}"))})";

    /// <summary>Tries declarations.</summary>
    /// <param name="declarations">The declarations with the seeds that they come from.</param>
    public void Try(IEnumerable<(int Seed, Declaration Declaration)> declarations)
    {
        foreach ((int Seed, Declaration Declaration)[] some in declarations.Chunk(Together))
        {
            Job job = new(some[0].Seed, demand, [.. some.Select(each => new JobItem(each.Seed, each.Declaration.ToString(), demand == Demand.Right ? null : QuickStage))]);
            Outcome[] outcomes = process.Do(job);
            for (int i = 0; i < some.Length; i++)
            {
                _tried++;
                _refused += outcomes[i].IsRefused ? 1 : 0;
                _worst = Math.Max(_worst, outcomes[i].Worst);
                if (outcomes[i].Failures.Length > 0)
                    Fail(some[i].Seed, job.Project, some[i].Declaration, outcomes[i].Failures);
            }

            Log($"// {Summary}.\n");
        }
    }

    /// <summary>Says how many there were, and fails when anything has.</summary>
    public void Conclude()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Summary);
        Assert.True(_failed == 0, Report);
    }

    private void Fail(int seed, int project, Declaration declaration, Failure[] failures)
    {
        _failed++;
        string stage = failures[0].Stage;
        _stages[stage] = _stages.GetValueOrDefault(stage) + 1;
        bool reduce = reduces && (_stages[stage] == 1 || _reduced < MaxReduced);
        if (reduce)
        {
            _reduced++;
            (declaration, failures) = Reduce(seed, project, declaration, failures);
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n// Seed {seed}, {ProjectKind.Of(project)}, {NetworkCheck.BitsOf(seed)} bits{(reduce ? "" : ", not reduced")}.\n");
        foreach (Failure failure in failures.Take(4))
            text.Append(CultureInfo.InvariantCulture, $"// {failure.Stage}: {failure.Message.ReplaceLineEndings(" ")}\n");
        text.Append(declaration);
        _report.Append(text);
        Log(text.ToString());
    }

    private static void Log(string text)
    {
        if (FuzzSettings.Report is { } path)
            File.AppendAllText(path, text);
    }

    private (Declaration Declaration, Failure[] Failures) Reduce(int seed, int project, Declaration declaration, Failure[] failures)
    {
        Dictionary<string, Failure[]> found = new() { [declaration.ToString()] = failures };
        string stage = failures[0].Stage, kind = KindOf(failures[0]);
        string? only = demand == Demand.RefusedOrRight ? QuickStage : stage is "compile" or "start" ? null : stage;
        Declaration smallest = Reducer.Reduce(declaration, demand == Demand.Right, candidates =>
        {
            JobItem[] items = [.. candidates.Select(candidate => new JobItem(seed, candidate.ToString(), only))];
            Outcome[] outcomes = process.Do(new(project, demand, items));
            return [.. outcomes.Select((outcome, i) =>
            {
                found[items[i].Text] = outcome.Failures;
                return outcome.Failures.Any(failure => failure.Stage == stage && KindOf(failure) == kind);
            })];
        });
        return (smallest, found[smallest.ToString()]);
    }

    // The error's number, the exception's type, or which of the numbers is wrong: a smaller declaration must fail for the same reason.
    private static string KindOf(Failure failure) => failure.Stage == "compile"
        ? string.Concat(failure.Message.SkipWhile(letter => letter != ' ').Take("error CS0000: ".Length))
        : failure.Message.Contains("Exception", StringComparison.Ordinal) ? failure.Message.Split(':')[0]
        : failure.Message.StartsWith("the process ended", StringComparison.Ordinal) ? "end"
        : "";
}
