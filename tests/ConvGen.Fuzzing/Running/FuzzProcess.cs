using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConvGen.Tests;

namespace ConvGen.Fuzzing.Running;

/// <summary>Has jobs done by a child process. When it dies, or does not end, that is the fault of the declaration it was at, and the others go on.</summary>
internal sealed class FuzzProcess : IDisposable
{
    // Whatever a declaration says, nothing about it takes as much.
    private const double MaxSecondsOfStage = 60;
    private const double MaxSecondsOfAnalysis = 12;
    private const string HeapLimit = "0xC0000000";

    private readonly StringBuilder _errors = new();
    private Process? _worker;
    private double _workerSeconds;

    /// <summary>The processor time of all children so far, in seconds.</summary>
    public double Seconds { get => field + _workerSeconds; private set; }

    /// <summary>Does a job.</summary>
    /// <returns>An outcome for each declaration.</returns>
    public Outcome[] Do(Job job)
    {
        var outcomes = new Outcome?[job.Items.Length];
        while (outcomes.Contains(null))
        {
            int[] left = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null)];
            (int at, string stage) = (0, "start");
            string? end = Converse(job with { Items = [.. left.Select(i => job.Items[i])] }, () => stage == "analysis" ? MaxSecondsOfAnalysis : MaxSecondsOfStage, line =>
            {
                if (line.StartsWith(Worker.At, StringComparison.Ordinal))
                    (at, stage) = Split(line[Worker.At.Length..]);
                if (!line.StartsWith(Worker.Result, StringComparison.Ordinal))
                    return;
                (int item, string outcome) = Split(line[Worker.Result.Length..]);
                outcomes[left[item]] = JsonSerializer.Deserialize<Outcome>(outcome);
            });
            if (end is null)
                continue;

            // A breakdown while all were compiled may be that of any of them.
            if (stage is "compile" or "start" && left.Length > 1)
            {
                foreach (int i in left)
                    outcomes[i] = Do(job with { Items = [job.Items[i]] })[0];
            }
            else
            {
                outcomes[left[at]] = Outcome.Failed(stage, end);
            }
        }

        return outcomes!;
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private static (int Item, string Text) Split(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        return (int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture), line[(space + 1)..]);
    }

    // Null when the job was done; otherwise how the child ended.
    private string? Converse(Job job, Func<double> most, Action<string> hear)
    {
        Process worker = _worker ??= Start();
        worker.StandardInput.WriteLine(JsonSerializer.Serialize(job));
        worker.StandardInput.Flush();
        while (true)
        {
            Task<string?> reading = worker.StandardOutput.ReadLineAsync();
            double start = SecondsOf(worker);
            while (!reading.Wait(TimeSpan.FromMilliseconds(200)))
            {
                if (SecondsOf(worker) - start < most())
                    continue;
                worker.Kill();
                Stop();
                return FormattableString.Invariant($"it does not end within {most()} s");
            }

            switch (reading.Result)
            {
                case null:
                    worker.WaitForExit();
                    string end = FormattableString.Invariant($"the process ended with {worker.ExitCode}: {LastErrors()}");
                    Stop();
                    return end;
                case Worker.Done:
                    return null;
                default:
                    hear(reading.Result);
                    break;
            }
        }
    }

    private Process Start()
    {
        ProcessStartInfo start = ThisProgram.Again();
        start.ArgumentList.Add(Worker.Argument);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        Process worker = Process.Start(start)!;
        lock (_errors)
            _errors.Clear();
        worker.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        worker.BeginErrorReadLine();
        return worker;
    }

    private void Stop()
    {
        if (_worker is not { } worker)
            return;
        _worker = null;
        worker.StandardInput.Close();
        worker.WaitForExit();
        Seconds += _workerSeconds;
        _workerSeconds = 0;
        worker.Dispose();
    }

    // What has ended says no more.
    private double SecondsOf(Process worker)
    {
        try
        {
            worker.Refresh();
            return _workerSeconds = worker.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return _workerSeconds;
        }
    }

    private string LastErrors()
    {
        lock (_errors)
            return string.Join(" | ", _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(12).Select(line => line.Trim()));
    }
}
