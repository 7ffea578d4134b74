namespace ConvGen.Conformance.Declarations;

/// <summary>A network written for a case.</summary>
/// <param name="Attributes">The attributes of its class, one per line.</param>
/// <param name="Inputs">What the network is fed, input by input.</param>
/// <param name="Parameters">What its tensors are set to.</param>
internal sealed record NetworkDeclaration(
    IReadOnlyList<string> Attributes, IReadOnlyList<InputView> Inputs, IReadOnlyList<ParameterValues> Parameters)
{
    /// <summary>How many examples every input holds.</summary>
    public int Examples => Inputs[0].Examples;

    /// <summary>All that the network is fed: the examples of one input, then those of the next.</summary>
    public float[] Joined() => [.. Inputs.SelectMany(input => input.Data)];

    /// <summary>The part of <see cref="Joined"/>, or of a gradient by it, that is one input's.</summary>
    /// <param name="tensor">The input's name in the case.</param>
    public Range Part(string tensor)
    {
        InputView input = Inputs.Single(view => view.Tensor == tensor);
        int start = Inputs.TakeWhile(view => view != input).Sum(view => view.Data.Length);
        return start..(start + input.Data.Length);
    }
}
