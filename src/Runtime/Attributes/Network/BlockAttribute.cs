namespace ConvGen;

/// <summary>
/// Makes a building block of a class: its attributes are layers without an input, which <see cref="UseAttribute{TBlock}"/> places in a
/// network as often as it likes. The class itself may be empty and need not be partial.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute;
