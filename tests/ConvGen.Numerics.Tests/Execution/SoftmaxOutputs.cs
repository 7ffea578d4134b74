namespace ConvGen.Numerics.Tests.Execution;

/// <summary>The logits are an output beside the probabilities.</summary>
[Input(4), Dense(3), Output("logits"), Softmax, Output("p"), Trainable]
internal sealed partial class LogitsBeside;

/// <summary>Another layer reads the probabilities, and its result is judged too.</summary>
[Input(4), Dense(3), Softmax(Name = "p"), Output("p1", From = "p")]
[Dense(2, From = "p"), Output("score"), Trainable]
internal sealed partial class ProbabilitiesRead;

/// <summary>The probabilities are two outputs.</summary>
[Input(4), Dense(3), Softmax, Output("first"), Output("second"), Trainable]
internal sealed partial class ProbabilitiesTwice;

/// <summary>The probabilities of a map of one position, as features.</summary>
[Input(4, 1, 1), Conv(3, k: 1), Softmax, Flatten, Trainable]
internal sealed partial class ProbabilitiesFlattened;

/// <summary>The probabilities of several positions in one vector.</summary>
[Input(4, 2), Conv(3, k: 1), Softmax, Flatten, Trainable]
internal sealed partial class ProbabilitiesMixed;

/// <summary>The logits of every position of a padded map, which another convolution reads.</summary>
[Input(2, 5, 4), Conv(3, k: 3, p: 1), Softmax(Name = "p"), Output("classes")]
[Conv(1, k: 3, p: 1, From = "p"), Output("edges"), Trainable]
internal sealed partial class ProbabilityMap;
