using System.Runtime.InteropServices;

namespace ConvGen.Engine;

/// <summary>A number with its cache line, and the neighbour that the processor fetches with it, to itself.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedInt
{
    [FieldOffset(128)]
    public int Value;
}
