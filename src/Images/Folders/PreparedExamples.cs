namespace ConvGen.Images.Folders;

/// <summary>
/// The bytes of examples, decoded when they are read: by several threads at once, each with memory of its own, or kept since they were
/// read before.
/// </summary>
/// <typeparam name="T">The working memory of one read.</typeparam>
/// <param name="count">How many examples there are.</param>
/// <param name="length">The bytes of one.</param>
/// <param name="room">How many bytes may be kept.</param>
/// <param name="create">Makes working memory.</param>
/// <param name="prepare">Makes the bytes of an example.</param>
internal sealed class PreparedExamples<T>(int count, int length, CacheRoom room, Func<T> create, PreparedExamples<T>.Preparing prepare)
{
    private readonly byte[]?[] _kept = new byte[]?[count];
    private readonly ScratchPool<Scratch> _scratch = new(() => new Scratch(new byte[length], create()));

    /// <summary>Makes the bytes of an example.</summary>
    public delegate void Preparing(int index, T memory, Span<byte> bytes);

    /// <summary>Uses the bytes of an example.</summary>
    public delegate void Using(ReadOnlySpan<byte> bytes, Span<float> example, Span<float> target);

    /// <summary>Reads an example.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="example">Handed on.</param>
    /// <param name="target">Handed on.</param>
    /// <param name="use">Gets the bytes.</param>
    public void Read(int index, Span<float> example, Span<float> target, Using use)
    {
        if (Volatile.Read(ref _kept[index]) is { } kept)
        {
            use(kept, example, target);
            return;
        }

        Scratch scratch = _scratch.Rent();
        try
        {
            prepare(index, scratch.Memory, scratch.Bytes);
            Keep(index, scratch.Bytes);
            use(scratch.Bytes, example, target);
        }
        finally
        {
            _scratch.Return(scratch);
        }
    }

    private void Keep(int index, byte[] bytes)
    {
        // Where two threads read the same example at once, both copies are equal, and one is dropped with its share of the room.
        if (room.TryTake(bytes.Length))
        {
            Volatile.Write(ref _kept[index], [.. bytes]);
        }
    }

    private sealed record Scratch(byte[] Bytes, T Memory);
}
