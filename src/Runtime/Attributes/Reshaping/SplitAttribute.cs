namespace ConvGen;

/// <summary>One of several equal parts of the channels: channels part·C/parts to (part + 1)·C/parts − 1.</summary>
/// <param name="parts">How many parts; they must divide the channels.</param>
/// <param name="part">Which of them, counted from 0.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SplitAttribute(int parts, int part = 0) : LayerAttribute
{
    /// <summary>How many parts.</summary>
    public int Parts { get; } = parts;

    /// <summary>Which of them, counted from 0.</summary>
    public int Part { get; } = part;
}
