namespace ConvGen.Tool.Verification;

/// <summary>Inputs, and the outputs that are expected of them.</summary>
/// <param name="Name">What the case is called in messages.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record TestCase(string Name, IReadOnlyList<TestTensor> Inputs, IReadOnlyList<TestTensor> Outputs);
