using ConvGen;
using Spectre.Console;

namespace Samples;

/// <summary>Shows a run of training: a bar while an epoch runs, a line when it is done; only lines when the output goes to a file.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs training to its end.</summary>
    /// <param name="train">Begins it, and reports to what it is given.</param>
    /// <param name="then">Done after each epoch, if anything.</param>
    public static void Run(Func<IProgress<TrainingProgress>?, IEnumerable<EpochResult>> train, Action<EpochResult>? then = null)
    {
        if (Console.IsOutputRedirected)
        {
            Print(train(null), Console.WriteLine, then);
            return;
        }

        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => Print(train(new Bar(context.AddTask("training"))), AnsiConsole.WriteLine, then));
    }

    private static void Print(IEnumerable<EpochResult> epochs, Action<string> write, Action<EpochResult>? then)
    {
        foreach (EpochResult epoch in epochs)
        {
            write(epoch.ToString());
            then?.Invoke(epoch);
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = value.Batches;
            task.Value = value.Batch;
            task.Description = FormattableString.Invariant(
                $"epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:F4}, {value.ExamplesPerSecond:N0} examples per second");
        }
    }
}
