using System.Diagnostics;

namespace ConvGen.Benchmarks.Starting;

/// <summary>A process that keeps one core busy: a neighbour as machines have them. It ends with this one, or when it is disposed.</summary>
internal sealed class BusyCore : IDisposable
{
    private const string Command = "busy-core";

    private readonly Process _process = StartedProcess.Start([Command]);

    /// <summary>Whether this process is such a neighbour.</summary>
    public static bool IsRequested(string[] arguments) => arguments is [Command];

    /// <summary>Keeps the last core busy until the standard input ends.</summary>
    public static int Run()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using Process process = Process.GetCurrentProcess();
            process.ProcessorAffinity = (nint)(1L << (Environment.ProcessorCount - 1));
        }

        bool ended = false;
        var work = new Thread(() => Spin(ref ended));
        work.Start();
        Console.In.ReadToEnd();
        Volatile.Write(ref ended, true);
        work.Join();
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Spin(ref bool ended)
    {
        while (!Volatile.Read(ref ended))
        {
            Thread.SpinWait(100);
        }
    }
}
