using static System.FormattableString;

namespace ConvGen;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Epoch">Which epoch, from 1.</param>
/// <param name="Epochs">Of how many.</param>
/// <param name="TrainLoss">The mean loss of the training examples, each at the time it was learned from.</param>
/// <param name="Test">How well the network did on the test set after the epoch; null without one.</param>
/// <param name="Elapsed">How long the training took, without the test.</param>
/// <param name="ExamplesPerSecond">How many examples were learned from each second.</param>
public sealed record EpochResult(
    int Epoch, int Epochs, double TrainLoss, EvaluationResult? Test, TimeSpan Elapsed, double ExamplesPerSecond)
{
    /// <summary>The numbers in a line, the same under every culture.</summary>
    public override string ToString()
    {
        string test = Test is null ? "" : $", test {Test}";
        string speed = Invariant($"{Elapsed.TotalSeconds:F1} s, {ExamplesPerSecond:F0} examples/s");
        return Invariant($"epoch {Epoch}/{Epochs}: train loss {TrainLoss:F4}{test}, {speed}");
    }
}
