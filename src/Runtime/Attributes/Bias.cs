namespace ConvGen;

/// <summary>Which biases a layer adds.</summary>
public enum Bias
{
    /// <summary>One for each output channel or unit.</summary>
    PerChannel,

    /// <summary>None.</summary>
    None,
}
