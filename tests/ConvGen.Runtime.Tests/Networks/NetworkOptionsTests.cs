namespace ConvGen.Runtime.Tests.Networks;

public class NetworkOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(384)]
    [InlineData(1024)]
    public void OtherVectorWidthsAreRejected(int bits)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkOptions { MaxVectorBits = bits });
        Assert.Equal("MaxVectorBits", thrown.ParamName);
        Assert.Contains($"not {bits}", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1025)]
    [InlineData(int.MaxValue)]
    public void NoOtherNumbersOfThreadsAreTaken(int threads) =>
        Assert.Equal("Threads", Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkOptions { Threads = threads }).ParamName);

    [Fact]
    public void DefaultsUseEverythingThereIs() =>
        Assert.Equal((0, null, 512), (NetworkOptions.Default.Seed, NetworkOptions.Default.Threads, NetworkOptions.Default.MaxVectorBits));
}
