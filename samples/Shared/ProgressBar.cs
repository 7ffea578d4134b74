using System.Globalization;
using ConvGen;

namespace Samples;

/// <summary>One line that fills while an epoch runs; nothing when the output goes to a file, where lines cannot be rewritten.</summary>
internal sealed class ProgressBar : IProgress<TrainingProgress>
{
    private const int Width = 30;
    private const string ClearLine = "\r\u001b[K";

    private readonly bool _visible = !Console.IsOutputRedirected;
    private int _shown = -1;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        int filled = value.Batch * Width / value.Batches;
        if (!_visible || filled == _shown)
            return;
        _shown = filled;
        string bar = new string('█', filled) + new string('░', Width - filled);
        Console.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{ClearLine}epoch {value.Epoch} of {value.Epochs} {bar} loss {value.Loss:F4}, {value.ExamplesPerSecond:N0} examples per second"));
    }

    /// <summary>Makes room for a line of text.</summary>
    public void Clear()
    {
        if (_visible)
            Console.Write(ClearLine);
    }
}
