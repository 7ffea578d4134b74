namespace ConvGen;

/// <summary>How far a training run is.</summary>
/// <param name="Epoch">Which epoch, from 1.</param>
/// <param name="Epochs">Of how many.</param>
/// <param name="Batch">How many minibatches of the epoch are done.</param>
/// <param name="Batches">Of how many.</param>
/// <param name="Loss">The loss of the last minibatch.</param>
/// <param name="ExamplesPerSecond">The speed since the epoch began.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Batch, int Batches, float Loss, double ExamplesPerSecond);
