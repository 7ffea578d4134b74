namespace ConvGen.Generator.Tests.Planning;

/// <summary>How many examples go through a network together.</summary>
public class ExamplesPerPassTests
{
    /// <summary>As many as the cache holds, unless dense weights that come from memory are worth more.</summary>
    [Theory]
    [InlineData("[Input(16, 4, 4), Dense(10)]", 16)]
    [InlineData("[Input(16, 128, 128), MaxPool(k: 8), Dense(100)]", 1)]
    [InlineData("[Input(16, 128, 128), MaxPool(k: 8), Dense(4096)]", 15)]
    [InlineData("[Input(16, 128, 128), MaxPool(k: 8), Dense(4096), Dense(4096)]", 16)]
    [InlineData("[Input(16, 128, 128), MaxPool(k: 8), Dense(4096, Weights = WeightPrecision.BFloat16)]", 7)]
    [InlineData("[Input(16, 256, 256), MaxPool(k: 16), Dense(4096)]", 3)]
    public void CountsWhatWeightsCostToReadAgain(string attributes, int expected) =>
        Assert.Equal(expected, Planned.Plan(attributes).Sizes[0].ExamplesPerPass);
}
