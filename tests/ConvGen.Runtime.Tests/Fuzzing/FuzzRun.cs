using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace ConvGen.Runtime.Tests.Fuzzing;

/// <summary>Gives a reader damaged files: each is read or refused with the documented exception, soon, and takes memory in proportion to its size.</summary>
/// <typeparam name="TRefusal">The documented exception.</typeparam>
internal sealed class FuzzRun<TRefusal>
    where TRefusal : Exception
{
    private const string CountVariable = "CONVGEN_FUZZ";
    private const int UsualCount = 1_000_000;

    // Nobody promises a file of gigabytes truly, and other tests of the process stay well below.
    private const long MaxVirtualMemory = 1L << 30;

    private readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>How many files each reader gets: the promised million, unless the environment says another number.</summary>
    public static int Count { get; } =
        Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualCount;

    /// <summary>The bytes of managed memory that reading may take for each byte of the file.</summary>
    public required int BytesPerByte { get; init; }

    /// <summary>The bytes that it may take besides: buffers, and the exception with its text.</summary>
    public required int Bytes { get; init; }

    /// <summary>Reads files and counts those that are refused.</summary>
    /// <param name="count">How many files.</param>
    /// <param name="mutator">Where they come from.</param>
    /// <param name="read">Reads one and checks what it has read; gets the file and its number.</param>
    public void Run(int count, Mutator mutator, Action<ReadOnlyMemory<byte>, int> read)
    {
        ExceptionDispatchInfo? failure = null;
        int refused = 0;
        int done = 0;
        using var process = Process.GetCurrentProcess();
        long before = process.PeakVirtualMemorySize64;
        var watch = Stopwatch.StartNew();
        var thread = new Thread(() =>
        {
            try
            {
                for (; done < count; done++)
                {
                    refused += IsRefused(mutator.Next(), done, read) ? 1 : 0;
                }
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        while (!thread.Join(_patience))
        {
            int now = Volatile.Read(ref done);
            Assert.False(thread.Join(_patience) is false && Volatile.Read(ref done) == now, $"Reading file {now} does not end.");
        }

        failure?.Throw();
        process.Refresh();
        Assert.InRange(process.PeakVirtualMemorySize64 - before, 0, MaxVirtualMemory);

        // Else the files would be too good or too bad to reach every line of the reader.
        Assert.InRange(refused, count / 5, count - count / 100);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{count} files, {refused} refused, {watch.Elapsed.TotalSeconds:F1} s"));
    }

    private bool IsRefused(ReadOnlyMemory<byte> file, int number, Action<ReadOnlyMemory<byte>, int> read)
    {
        long allowed = Bytes + (long)BytesPerByte * file.Length;
        bool isRefused = IsRefused(file, number, read, out long allocated);
        if (allocated > allowed)
        {
            // What the process takes once, where its first reading of a kind comes to it, is not the reader's: that takes it again.
            isRefused = IsRefused(file, number, read, out allocated);
        }

        Assert.True(allocated <= allowed, $"File {number} of {file.Length} bytes takes {allocated}: {Show(file)}");
        return isRefused;
    }

    private static bool IsRefused(ReadOnlyMemory<byte> file, int number, Action<ReadOnlyMemory<byte>, int> read, out long allocated)
    {
        bool isRefused = false;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(file, number);
        }
        catch (TRefusal)
        {
            isRefused = true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"File {number} leads to another exception than {typeof(TRefusal).Name}: {Show(file)}", e);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return isRefused;
    }

    private static string Show(ReadOnlyMemory<byte> file) => Convert.ToBase64String(file.Span);
}
