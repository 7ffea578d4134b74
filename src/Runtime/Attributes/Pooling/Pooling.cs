namespace ConvGen;

/// <summary>What is taken of the values that are pooled together.</summary>
public enum Pooling
{
    /// <summary>The largest; the first of equal ones takes the gradient.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
