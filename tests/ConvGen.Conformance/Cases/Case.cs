namespace ConvGen.Conformance.Cases;

/// <summary>A reference case: what goes in and what must come out.</summary>
/// <param name="Name">The case's name.</param>
internal abstract record Case(string Name);

/// <summary>The forward pass of an ONNX graph; a result is right when |got − want| ≤ atol + rtol·|want|.</summary>
internal sealed record ForwardCase(
    string Name,
    IReadOnlyDictionary<string, int> Opsets,
    Node[] Nodes,
    Tensor[] Inputs,
    Tensor[] Outputs,
    double RelativeTolerance,
    double AbsoluteTolerance) : Case(Name);

/// <summary>One forward and one backward pass.</summary>
internal sealed record BackwardCase(
    string Name,
    Node[] Nodes,
    Tensor[] Inputs,
    Tensor[] Parameters,
    Tensor[] Buffers,
    Tensor[] Outputs,
    Tensor[] Upstream,
    Tensor[] InputGradients,
    Tensor[] ParameterGradients,
    Tensor[] BuffersAfter) : Case(Name);

/// <summary>Steps of an optimizer with given gradients.</summary>
internal sealed record OptimizerCase(string Name, Attributes Optimizer, Tensor[] Parameters, OptimizerStep[] Steps) : Case(Name);

/// <summary>The gradients of one step and the parameters after it.</summary>
internal sealed record OptimizerStep(Tensor[] Gradients, Tensor[] ParametersAfter);

/// <summary>Steps of training: forward, loss, backward, optimizer.</summary>
internal sealed record TrainingCase(
    string Name, Node[] Nodes, Attributes Optimizer, Tensor[] Parameters, TrainingStep[] Steps, Tensor[] ParametersAfter) : Case(Name);

/// <summary>The minibatch of one step and the loss before it.</summary>
internal sealed record TrainingStep(Tensor[] Inputs, Tensor[] Loss);
