namespace ConvGen.Onnx.Normalising;

/// <summary>
/// An operation of the normalised graph: one output, one meaning whatever the opset of the file, and all settings resolved to numbers.
/// </summary>
/// <param name="Op">What is computed.</param>
/// <param name="Node">The node of the file that it stands for, as messages name it.</param>
/// <param name="Operator">The operator of that node.</param>
/// <param name="Inputs">The values that it reads; empty for optional ones that are left out.</param>
/// <param name="Output">The value that it computes.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record Operation(
    string Op, string Node, string Operator, IReadOnlyList<string> Inputs, string Output, Settings Settings)
{
    /// <summary>Whether an optional input is there.</summary>
    public bool HasInput(int index) => index < Inputs.Count && Inputs[index].Length > 0;
}
