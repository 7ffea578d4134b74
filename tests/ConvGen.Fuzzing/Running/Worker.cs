using System.Diagnostics;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Running;

internal static class Worker
{
    public const string Argument = "--fuzz-worker";

    public static int Run()
    {
        int first = int.Parse(Environment.GetEnvironmentVariable("F_FIRST") ?? "0"), count = int.Parse(Environment.GetEnvironmentVariable("F_COUNT") ?? "40");
        var watch = Stopwatch.StartNew();
        (int Seed, Declaration D)[] all = [.. Enumerable.Range(first, count).Select(seed => (seed, NetworkDrawer.Draw(seed)))];
        Console.WriteLine($"drawn {watch.Elapsed.TotalSeconds:F1}");
        ProjectKind kind = ProjectKind.Of(first);
        Project project = Project.Compile(kind, all.SelectMany(each => new[] {
            ($"Net{each.Seed}.cs", "using ConvGen;\n" + each.D.Text($"Net{each.Seed}")), ($"Driver{each.Seed}.cs", DriverText.Write($"Net{each.Seed}", GraphReader.Read(each.D))) }), path => NetworkCheck.BitsOf(int.Parse(new string(Path.GetFileName(path).Skip(3).TakeWhile(char.IsDigit).ToArray()))));
        Console.WriteLine($"compiled {watch.Elapsed.TotalSeconds:F1} {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1} {kind}");
        foreach (var error in project.Errors)
        {
            Console.WriteLine(error);
        }
        var assembly = project.Load();
        Console.WriteLine($"loaded {watch.Elapsed.TotalSeconds:F1} {kind}");
        foreach (var (seed, d) in all)
        {
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            Console.Write($"{seed}: ");
            if (project.Errors.Any(e => e.Location.SourceTree?.FilePath == $"Net{seed}.cs")) { Console.WriteLine("skipped"); continue; }
            var (failures, worst) = NetworkCheck.Run(new Driver(assembly, $"Net{seed}"), d, seed, what => Console.Write(what + " "));
            Console.WriteLine($"worst {worst:F3} cpu {(Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds:F2}");
            foreach (var f in failures)
                Console.WriteLine("   " + f);
            if (failures.Count > 0) Console.WriteLine(d);
        }
        return 0;
    }
}
