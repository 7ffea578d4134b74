namespace ConvGen;

/// <summary>
/// Asks for the backward pass: the network implements <see cref="ITrainableNetwork"/> and can be given to a
/// <see cref="TrainingSession{TNetwork}"/>. Without this attribute none of that code is emitted.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TrainableAttribute : Attribute
{
    /// <summary>
    /// Also compute the gradient of the loss with respect to the network's input: to what the caller passes in, in its layout.
    /// </summary>
    public bool InputGradient { get; set; }
}
