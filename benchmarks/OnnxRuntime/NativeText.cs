using System.Runtime.InteropServices;

namespace ConvGen.Benchmarks.OnnxRuntime;

/// <summary>A string as C reads it: UTF-8 with a zero at the end.</summary>
internal sealed unsafe class NativeText(string text) : IDisposable
{
    /// <summary>The first byte.</summary>
    public byte* Pointer { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(text);

    /// <inheritdoc/>
    public void Dispose() => Marshal.FreeCoTaskMem((nint)Pointer);
}
