using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering;

/// <summary>An output of a network in training.</summary>
/// <param name="Value">What the network returns.</param>
/// <param name="Gradient">The value that the gradient of the loss is brought to.</param>
/// <param name="Logits">What training can give instead for losses that take logits; null where the output has none.</param>
internal sealed record TrainedOutput(Value Value, Value Gradient, LogitsOutput? Logits);
