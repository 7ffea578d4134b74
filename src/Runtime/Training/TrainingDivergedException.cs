namespace ConvGen;

/// <summary>
/// The loss or a gradient of a step is infinite or not a number. The step has not been taken: the parameters are those before it, except
/// for running statistics, which the forward pass had moved already. Usually the learning rate is too high.
/// </summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is no finite number, in which step, and where it was seen first.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="place">The layer or tensor where it was seen first; null where none is known.</param>
    public TrainingDivergedException(string message, long step, string? place)
        : base(message)
    {
        Step = step;
        Place = place;
    }

    /// <summary>The step, from 1.</summary>
    public long Step { get; }

    /// <summary>
    /// The tensor or the layer where something was no finite number first: a tensor of the parameters, else a rectifier in the order of the
    /// forward pass; for a gradient its tensor. Null where none is known.
    /// </summary>
    public string? Place { get; }
}
