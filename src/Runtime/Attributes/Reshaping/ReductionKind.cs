#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Reshaping;
#else
namespace ConvGen;
#endif

/// <summary>What values along some axes are reduced to.</summary>
public enum ReductionKind
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The largest; equal ones share the gradient.</summary>
    Max,

    /// <summary>The smallest; equal ones share the gradient.</summary>
    Min,

    /// <summary>The sum of their magnitudes.</summary>
    L1,

    /// <summary>The square root of the sum of their squares.</summary>
    L2,

    /// <summary>The logarithm of the sum of their exponentials.</summary>
    LogSumExp,
}
