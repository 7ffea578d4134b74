namespace ConvGen.Generator.Plans;

/// <summary>A training step.</summary>
/// <param name="Pass">Its steps.</param>
/// <param name="Packed">Its packed weights.</param>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Outputs">The network's outputs.</param>
/// <param name="InputGradients">
/// The gradients of the inputs; null for those that nothing learned or wanted depends on. Empty where none is asked for.
/// </param>
/// <param name="Rectifiers">Rectifiers whose results the backward pass reads.</param>
internal sealed record TrainingPlan(
    PassPlan Pass,
    PackedWeights Packed,
    EquatableArray<StoredValue> Inputs,
    EquatableArray<OutputPlan> Outputs,
    EquatableArray<StoredValue?> InputGradients,
    EquatableArray<RectifierPlan> Rectifiers);

/// <summary>An output of a network in training.</summary>
/// <param name="Value">What the network returns.</param>
/// <param name="Gradient">What the gradient of the loss is brought to.</param>
/// <param name="Logits">What training can give instead for losses that take logits; null where the output has none.</param>
internal sealed record OutputPlan(StoredValue Value, StoredValue Gradient, LogitsPlan? Logits);

/// <summary>An output as the logits that go into its softmax.</summary>
/// <param name="Value">The logits.</param>
/// <param name="Gradient">What the gradient of the loss by them is brought to; null when nothing that is learned depends on it.</param>
/// <param name="LeavesOutSoftmax">Whether the softmax is left out then, because nothing else reads what it yields.</param>
internal sealed record LogitsPlan(StoredValue Value, StoredValue? Gradient, bool LeavesOutSoftmax);

/// <summary>A rectifier that can be looked at between the two passes.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Result">What it yields.</param>
internal sealed record RectifierPlan(string Layer, StoredValue Result);
