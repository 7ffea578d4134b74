using System.Numerics;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// An average of a network's parameters over its training (Polyak and Juditsky 1992), which often does better than the parameters
/// themselves: after each step a ← a + (1 − decay)·(p − a), as torch's AveragedModel with its exponential average; the first step takes the
/// parameters as they are. Running statistics are not averaged.
/// </summary>
/// <remarks>
/// <see cref="TrainingSession{TNetwork}.Fit"/> judges the averaged parameters, and keeps those of the best epoch when it is asked to.
/// Otherwise the network goes on with its own; <see cref="Swap"/> exchanges them.
/// </remarks>
public sealed class ExponentialMovingAverage
{
    private ParameterCollection? _parameters;
    private float[][] _averages = [];

    /// <summary>Makes an average for one session.</summary>
    /// <param name="decay">How much of the average each step keeps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 0 to below 1.</exception>
    public ExponentialMovingAverage(double decay = 0.999)
    {
        Decay = decay is >= 0 and < 1
            ? decay
            : throw new ArgumentOutOfRangeException(nameof(decay), Invariant($"The decay must be from 0 to below 1, not {decay}."));
    }

    /// <summary>How much of the average each step keeps.</summary>
    public double Decay { get; }

    /// <summary>How many steps the average is of.</summary>
    public long Steps { get; internal set; }

    /// <summary>Whether the network has the averages now, and this its parameters.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>
    /// Exchanges the network's parameters with the averages: once to use or save the averages, once more to go on training. Nothing of the
    /// network may be running.
    /// </summary>
    /// <exception cref="InvalidOperationException">No session uses this, or there was no step yet.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public void Swap()
    {
        if (_parameters is null || Steps == 0)
        {
            throw new InvalidOperationException("There is no average yet: give it to a training session, and train.");
        }

        for (int i = 0; i < _averages.Length; i++)
        {
            Span<float> values = _averages[i].Length == 0 ? default : _parameters.Block(i);
            for (int j = 0; j < values.Length; j++)
            {
                (values[j], _averages[i][j]) = (_averages[i][j], values[j]);
            }
        }

        _parameters.MarkChanged();
        IsSwapped = !IsSwapped;
    }

    /// <summary>Allocates what a network needs.</summary>
    /// <exception cref="InvalidOperationException">It belongs to another session.</exception>
    internal void Attach(ParameterCollection parameters)
    {
        if (_parameters is not null)
        {
            throw new InvalidOperationException("This average belongs to another session; create one for each.");
        }

        _parameters = parameters;
        _averages = parameters.AllocateTrained();
    }

    /// <summary>The average of a tensor; empty for running statistics.</summary>
    internal float[] Of(int tensor) => _averages[tensor];

    /// <summary>Takes in the parameters after a step.</summary>
    /// <exception cref="InvalidOperationException">The network has the averages.</exception>
    internal void Update()
    {
        RequireOwnParameters();
        Steps++;
        var share = new Vector<float>((float)(1 - Decay));
        for (int i = 0; i < _averages.Length; i++)
        {
            ReadOnlySpan<float> values = _averages[i].Length == 0 ? default : _parameters!.Block(i);
            Span<float> averages = _averages[i];
            if (Steps == 1)
            {
                values.CopyTo(averages);
                continue;
            }

            Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(averages);
            ReadOnlySpan<Vector<float>> others = MemoryMarshal.Cast<float, Vector<float>>(values);
            for (int j = 0; j < vectors.Length; j++)
            {
                vectors[j] += share * (others[j] - vectors[j]);
            }

            for (int j = vectors.Length * Vector<float>.Count; j < averages.Length; j++)
            {
                averages[j] += share[0] * (values[j] - averages[j]);
            }
        }
    }

    /// <summary>Refuses to train averages.</summary>
    /// <exception cref="InvalidOperationException">The network has the averages.</exception>
    internal void RequireOwnParameters()
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException("The network has its averaged parameters; call Swap() before training goes on.");
        }
    }
}
