using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Running;

/// <summary>The child process: takes jobs as lines, compiles and checks, and says what it is at before it does it.</summary>
internal static class Worker
{
    /// <summary>The argument that makes the program a worker.</summary>
    public const string Argument = "--fuzz-worker";

    /// <summary>What begins a line that says what is checked next: the number of the declaration, and the stage.</summary>
    public const string At = "@at ";

    /// <summary>What begins a line with an outcome: the number of the declaration, and the outcome.</summary>
    public const string Result = "@result ";

    /// <summary>The line at the end of a job.</summary>
    public const string Done = "@done";

    private const double MaxSeconds = 5;
    private const long MaxBytes = 1L << 30;

    // What a network may take for intermediate values to be run here.
    private const long MaxArena = 1L << 26;

    /// <summary>Works until there are no more jobs.</summary>
    public static int Run()
    {
        // The compiler's own start is no declaration's fault.
        Project.Analyse(ProjectKind.Of(0), [("Start.cs", "using ConvGen;\n[Input(3, 8, 8), Conv(4, k: 3), Relu, Dense(2), Trainable]\npublic partial class Start;")]);
        while (Console.ReadLine() is { } line)
        {
            Job job = JsonSerializer.Deserialize<Job>(line)!;
            foreach ((int item, Outcome outcome) in Work(job))
                Console.WriteLine($"{Result}{item} {JsonSerializer.Serialize(outcome)}");
            Console.WriteLine(Done);
        }

        return 0;
    }

    private static IEnumerable<(int Item, Outcome Outcome)> Work(Job job)
    {
        Batch batch = new(ProjectKind.Of(job.Project), job.Items);
        int[] items = [.. Enumerable.Range(0, job.Items.Length)];
        if (job.Demand == Demand.RefusedOrRight)
        {
            List<int> left = [];
            foreach (int item in items)
            {
                Say(item, "analysis");
                Outcome outcome = Analyse(batch, item);
                if (outcome.IsRefused || outcome.Failures.Length > 0)
                    yield return (item, outcome with { Failures = outcome.IsRefused ? [] : outcome.Failures });
                else
                    left.Add(item);
            }

            items = [.. left];
            if (items.Length == 0)
                yield break;
        }

        Say(items[0], "compile");
        (Assembly? assembly, Dictionary<int, Outcome> outcomes) = batch.Compile(items);
        foreach ((int item, Outcome outcome) in outcomes)
            yield return (item, outcome with { IsRefused = false });
        foreach (int item in items.Except(outcomes.Keys))
            yield return (item, Check(batch, assembly!, item, job.Items[item]));
    }

    // One declaration may not keep the compiler busy, or take its memory.
    private static Outcome Analyse(Batch batch, int item)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        long before = GC.GetTotalAllocatedBytes();
        Outcome outcome = batch.Judge(batch.Analyse(item), item);
        process.Refresh();
        double seconds = (process.TotalProcessorTime - start).TotalSeconds;
        long bytes = GC.GetTotalAllocatedBytes() - before;
        return seconds > MaxSeconds ? Outcome.Failed("time", FormattableString.Invariant($"it takes {seconds:F1} s"))
            : bytes > MaxBytes ? Outcome.Failed("memory", FormattableString.Invariant($"it takes {bytes / 1e6:F0} MB"))
            : outcome;
    }

    private static Outcome Check(Batch batch, Assembly assembly, int item, JobItem about)
    {
        string name = Batch.ClassOf(item);
        if (batch.IsSmall(item))
            return NetworkCheck.Run(new(assembly, name), batch.Declaration(item), about.Seed, about.Stage, stage => Say(item, stage));
        // A class that has become a block is right without being a network.
        ImmutableArray<Layer> layers = batch.Declaration(item).Layers;
        if (layers.Any(layer => layer.Kind == "Block") && layers.All(layer => layer.Kind != "Input"))
            return new(false, []);
        Say(item, "run");
        try
        {
            Type type = assembly.GetType(name, throwOnError: true)!;
            var info = (NetworkInfo)type.GetProperty("Info")!.GetValue(null)!;
            if (info.ArenaBytes * info.ExamplesPerPass + info.PackedBytes + 4 * info.ParameterCount > MaxArena)
                return new(false, []);
            using var network = (INetwork)Activator.CreateInstance(type, new NetworkOptions { Threads = 1, MaxVectorBits = NetworkCheck.BitsOf(about.Seed) })!;
            network.Forward(new float[network.InputLength], new float[network.OutputLength]);
            return new(false, []);
        }
        catch (Exception e)
        {
            return Outcome.Failed("run", (e as TargetInvocationException)?.InnerException?.ToString() ?? e.ToString());
        }
    }

    private static void Say(int item, string stage) => Console.WriteLine($"{At}{item} {stage}");
}
