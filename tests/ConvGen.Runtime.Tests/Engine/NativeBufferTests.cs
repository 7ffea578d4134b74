using System.Runtime.CompilerServices;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

public class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_003)]
    [InlineData(3_000_001)] // Large pages where the system has them.
    public void BlocksAreZeroedAndAligned(int length)
    {
        using var buffer = new NativeBuffer(length, guarded: false);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
        Assert.Equal(0, AddressOf(ref buffer.At(0)) % 64);
    }

    [Fact]
    public void IndexerIsChecked()
    {
        using var buffer = new NativeBuffer(3, guarded: false);
        buffer[2] = 5;
        Assert.Equal(5, buffer.At(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[-1]);
        buffer.Clear();
        Assert.Equal(0, buffer[2]);
    }

    [Fact]
    public void UseAfterDisposeThrows()
    {
        var buffer = new NativeBuffer(3, guarded: false);
        buffer.Dispose();
        buffer.Dispose();
        Assert.True(buffer.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => buffer[0]);
        Assert.Throws<ObjectDisposedException>(buffer.Clear);
    }

    internal static nint AddressOf(ref float value) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref value);
}
