namespace ConvGen.Runtime.Tests;

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

    [Fact]
    public void NegativeThreadsAreRejected() =>
        Assert.Equal("Threads", Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkOptions { Threads = -1 }).ParamName);

    [Fact]
    public void DefaultsUseEverythingThereIs() =>
        Assert.Equal((0, 0, 512), (NetworkOptions.Default.Seed, NetworkOptions.Default.Threads, NetworkOptions.Default.MaxVectorBits));
}
