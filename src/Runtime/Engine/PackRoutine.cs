using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>
/// Lays the canonical parameters out as the kernels read them: folded, blocked and aligned; for emitted code.
/// </summary>
/// <param name="parameters">The first float of the canonical block.</param>
/// <param name="packed">The first float of the packed block, which keeps its contents between calls and starts zeroed.</param>
/// <param name="exact">Whether algorithms that round more than the definition are switched off.</param>
/// <param name="share">The part of the work that is done; other threads do the others at the same time.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void PackRoutine(ref float parameters, ref float packed, bool exact, PackShare share);
