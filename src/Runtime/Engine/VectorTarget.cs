using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>The instruction set that a network's kernels run on; for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum VectorTarget
{
    /// <summary>128-bit vectors of whatever the processor has (NEON on Arm), or none.</summary>
    Portable,

    /// <summary>256-bit vectors with fused multiply-add.</summary>
    Avx2,

    /// <summary>512-bit vectors with fused multiply-add.</summary>
    Avx512,
}
