namespace ConvGen.Generator.Program;

/// <summary>Stands between the forward and the backward pass.</summary>
internal sealed class BackwardStartOperation() : ParameterOperation(string.Empty);
