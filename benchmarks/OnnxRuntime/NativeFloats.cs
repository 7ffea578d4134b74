using System.Runtime.InteropServices;

namespace ConvGen.Benchmarks.OnnxRuntime;

/// <summary>Floats that native code may keep a pointer to.</summary>
internal sealed unsafe class NativeFloats(IReadOnlyList<int> shape) : IDisposable
{
    private const nuint CacheLine = 64;

    private readonly int _length = shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>The first float.</summary>
    public float* Pointer { get; } =
        (float*)NativeMemory.AlignedAlloc(shape.Aggregate((nuint)sizeof(float), (product, extent) => product * (nuint)extent), CacheLine);

    /// <summary>All of them.</summary>
    public Span<float> Span => new(Pointer, _length);

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(Pointer);
}
