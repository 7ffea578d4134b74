using System.Diagnostics;

namespace ConvGen.Tests;

/// <summary>The running test program.</summary>
internal static class ThisProgram
{
    /// <summary>How to start it again, as a child process.</summary>
    public static ProcessStartInfo Again()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ThisProgram).Assembly.Location);
        }

        return start;
    }
}
