namespace ConvGen;

/// <summary>A generated network that was declared with <see cref="TrainableAttribute"/>.</summary>
public interface ITrainableNetwork : INetwork
{
    /// <summary>Makes a context that runs the network forward in training mode and backward.</summary>
    /// <param name="batchSize">The most examples of a minibatch.</param>
    /// <param name="seed">Where dropout's random numbers start.</param>
    /// <returns>A context to be disposed when training is done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The batch size is not positive, or more than fits, which the message says; nothing has been allocated.
    /// </exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory; nothing is left allocated.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    TrainingContext CreateTrainingContext(int batchSize, int seed = 0);
}
