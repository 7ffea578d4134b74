namespace ConvGen.Generator.Lowering;

/// <summary>An output of a network in training.</summary>
/// <param name="Output">What the network returns.</param>
/// <param name="Gradient">The value that the border brings the loss's gradient to.</param>
/// <param name="Logits">What goes into a final softmax; null without one.</param>
/// <param name="LogitsGradient">The value that the loss's gradient goes to when it is taken with respect to the logits, if anything depends on it.</param>
internal sealed record TrainedOutput(Value Output, Value Gradient, Value? Logits, Value? LogitsGradient);
