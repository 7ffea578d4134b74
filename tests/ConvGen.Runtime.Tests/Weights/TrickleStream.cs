namespace ConvGen.Runtime.Tests.Weights;

/// <summary>A stream that cannot seek, does not know its length, and yields a few bytes at a time.</summary>
internal sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    // Reading into a span comes here too.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1021, count));
}
