namespace ConvGen;

/// <summary>
/// Another size of the input that the network is compiled for: <c>[Input(3, 224, 224), Size(320, 320)]</c>. All sizes share one set of
/// weights; <c>Forward</c> takes the size as arguments. It replaces the size of every input that is as large as the first. Training is at
/// the size of <see cref="InputAttribute"/>.
/// </summary>
/// <param name="size">The spatial axes from the outermost to the innermost: length; height and width; or depth, height and width.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SizeAttribute(params int[] size) : Attribute
{
    /// <summary>The spatial axes from the outermost to the innermost.</summary>
    public int[] Size { get; } = size;
}
