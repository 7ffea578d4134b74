namespace ConvGen.Conformance.Declarations;

/// <summary>A network written for a case.</summary>
/// <param name="Attributes">The attributes of its class, one per line.</param>
/// <param name="Input">What the network is fed.</param>
/// <param name="Parameters">What its tensors are set to.</param>
internal sealed record NetworkDeclaration(IReadOnlyList<string> Attributes, InputView Input, IReadOnlyList<ParameterValues> Parameters);
