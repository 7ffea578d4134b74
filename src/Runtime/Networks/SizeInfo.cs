namespace ConvGen;

/// <summary>What is known at compile time about a network at one more size of its input, given by <see cref="SizeAttribute"/>.</summary>
/// <param name="Size">The spatial axes of the input from the outermost to the innermost, as <c>Forward</c> takes them.</param>
/// <param name="Inputs">The inputs, in the order of <c>Forward</c>'s parameters.</param>
/// <param name="Outputs">The outputs, in the order of <c>Forward</c>'s parameters.</param>
/// <param name="Macs">How many multiply-accumulate operations one example takes.</param>
/// <param name="ArenaBytes">The bytes of intermediate values that one example takes.</param>
/// <param name="ExamplesPerPass">The most examples that go through the network together.</param>
public sealed record SizeInfo(
    IReadOnlyList<int> Size,
    IReadOnlyList<PortInfo> Inputs,
    IReadOnlyList<PortInfo> Outputs,
    long Macs,
    long ArenaBytes,
    int ExamplesPerPass);
