namespace ConvGen.Generator.Program;

/// <summary>Weights that are the softmax of a tensor over the taps of each channel.</summary>
/// <param name="Scores">The tensor's name.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Taps">Taps of a channel.</param>
internal sealed record TapSoftmax(string Scores, int Channels, int Taps)
{
    /// <summary>The name of the weights, beside that of the tensor.</summary>
    public string Name => $"softmax({Scores})";

    /// <summary>The weights of a tensor [channels, taps…].</summary>
    public static TapSoftmax Of(ParameterTensor scores) => new(scores.Name, scores.Shape[0], (int)scores.Length / scores.Shape[0]);
}
