namespace Samples;

/// <summary>How long a schedule is that ends with training.</summary>
internal static class TrainingSteps
{
    /// <summary>The steps of a number of epochs, the last of each with the examples that are left.</summary>
    public static int Of(int epochs, int examples, int batchSize) => checked(epochs * ((examples + batchSize - 1) / batchSize));
}
