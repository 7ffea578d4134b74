namespace ConvGen.Numerics.Tests.Checks;

/// <summary>How near to the reference results must be.</summary>
internal enum Accuracy
{
    /// <summary>As near as single precision allows: algorithms that round more are switched off.</summary>
    Exact,

    /// <summary>As near as that, with whatever algorithm the generator has chosen.</summary>
    Near,

    /// <summary>As near as the algorithms that round most, with whatever algorithm the generator has chosen.</summary>
    Fast,
}
