using Xunit.Runner.InProc.SystemConsole;

namespace ConvGen.Fuzzing;

/// <summary>The test program, and the child process that it starts for networks: a fault of memory ends the process that it happens in.</summary>
internal static class Program
{
    private static int Main(string[] args) => args is [Running.Worker.Argument] ? Running.Worker.Run() : ConsoleRunner.Run(args).GetAwaiter().GetResult();
}
