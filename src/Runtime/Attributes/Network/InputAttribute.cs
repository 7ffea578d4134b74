namespace ConvGen;

/// <summary>
/// The network's input: <c>[Input(C, L)]</c>, <c>[Input(C, H, W)]</c>, <c>[Input(C, D, H, W)]</c>, or <c>[Input(N)]</c> for N features
/// without spatial axes. The rank of every layer that follows is that of its input. Examples follow each other without a gap. The network
/// sees (x − mean) / std of an element x that is a float, and (x/255 − mean) / std of a byte, as torchvision's <c>ToTensor</c> and
/// <c>Normalize</c> give it; zero padding is zero after that.
/// </summary>
/// <param name="shape">Channels first, then the spatial axes from the outermost to the innermost, whatever the layout.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Channels first, then the spatial axes from the outermost to the innermost, whatever the layout.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The name that <see cref="LayerAttribute.From"/> refers to; <c>input</c> when omitted.</summary>
    public string? Name { get; set; }

    /// <summary>In which order the elements of an example lie.</summary>
    public InputLayout Layout { get; set; }

    /// <summary>What the elements of an example are. With bytes, <c>Forward</c> takes bytes too.</summary>
    public InputElement Element { get; set; }

    /// <summary>What is subtracted: one number, or one for each channel; of bytes on the scale of 0 to 1. 0 when omitted.</summary>
    public double[]? Mean { get; set; }

    /// <summary>
    /// What is divided by after that: one positive number, or one for each channel; of bytes on the scale of 0 to 1. 1 when omitted.
    /// </summary>
    public double[]? Std { get; set; }
}
