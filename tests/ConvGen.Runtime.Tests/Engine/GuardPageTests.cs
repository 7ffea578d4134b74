using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

public class GuardPageTests
{
    private static readonly int FloatsOfPage = Environment.SystemPageSize / sizeof(float);

    private static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_003)]
    public void BlocksAreZeroedAndAlignedAndMayBeWritten(int length)
    {
        if (!IsSupported)
        {
            Assert.Throws<PlatformNotSupportedException>(() => new NativeBuffer(length, guarded: true));
            return;
        }

        using var buffer = new NativeBuffer(length, guarded: true);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
        Assert.Equal(0, NativeBufferTests.AddressOf(ref buffer.At(0)) % 64);
        buffer.Span.Fill(1);
        buffer.Clear();
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
        Assert.True(float.IsNaN(buffer.At(-1)), "What stands before the first float is no number.");
    }

    [Theory]
    [InlineData(1, 15, "read")]
    [InlineData(1, 15, "write")]
    [InlineData(1000, 1007, "write")]
    public void TheLastCacheLineIsTheBlocks(int length, int offset, string how)
    {
        Assert.SkipUnless(IsSupported, "There are no guard pages on this system.");
        Assert.True(TouchingProcess.Survives(length, offset, how));
    }

    [Theory]
    [InlineData(0, 16, "read")]
    [InlineData(1, 16, "read")]
    [InlineData(1, 16, "write")]
    [InlineData(1000, 1008, "read")]
    [InlineData(1000, 999, "freed")]
    public void TouchingWhatIsNotTheBlocksEndsTheProcess(int length, int offset, string how)
    {
        Assert.SkipUnless(IsSupported, "There are no guard pages on this system.");
        Assert.False(TouchingProcess.Survives(length, offset, how));
    }

    [Fact]
    public void SoDoesTouchingThePageBefore()
    {
        Assert.SkipUnless(IsSupported, "There are no guard pages on this system.");
        Assert.False(TouchingProcess.Survives(FloatsOfPage, -1, "read"));
    }
}
