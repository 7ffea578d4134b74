using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ConvGen.Engine;
using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Engine;

/// <summary>A child process that allocates a block, touches one float at an offset, and says whether it is still there.</summary>
internal static class TouchingProcess
{
    private const string Variable = "CONVGEN_TOUCH";
    private const int StillThere = 7;
    private const float Written = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether the process lives on after the touch.</summary>
    /// <param name="length">The floats of the block.</param>
    /// <param name="offset">The offset that is touched.</param>
    /// <param name="how"><c>read</c>, <c>write</c>, or <c>freed</c> to read after disposing.</param>
    public static bool Survives(int length, int offset, string how)
    {
        ProcessStartInfo start = ThisProgram.Again();
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{length} {offset} {how}");
        start.RedirectStandardError = true;
        using Process child = Process.Start(start)!;
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        if (!child.WaitForExit(Patience))
        {
            child.Kill();
            Assert.Fail("The process does not end.");
        }

        // 1 is what a program ends with that has failed in an ordinary way.
        Assert.NotEqual(1, child.ExitCode);
        return child.ExitCode == StillThere;
    }

    /// <summary>In the child process, before anything of the test program.</summary>
    [ModuleInitializer]
    internal static void TouchWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } arguments)
        {
            return;
        }

        string[] parts = arguments.Split(' ');
        var buffer = new NativeBuffer(int.Parse(parts[0], CultureInfo.InvariantCulture));
        ref float touched = ref buffer.At(int.Parse(parts[1], CultureInfo.InvariantCulture));
        if (parts[2] == "freed")
        {
            buffer.Dispose();
        }

        if (parts[2] == "write")
        {
            Volatile.Write(ref touched, Written);
        }

        Environment.Exit(Volatile.Read(ref touched) is 0 or Written ? StillThere : 1);
    }
}
