using ConvGen.Generator.Program;

namespace ConvGen.Generator.Planning;

/// <summary>A pass that puts a convolution and the depthwise one that alone reads it into one operation.</summary>
internal static class DepthwisePairing
{
    /// <summary>Changes a program.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="forms">How convolutions are done.</param>
    public static void Apply(List<Operation> operations, ConvolutionForms forms)
    {
        foreach (ConvolutionOperation first in operations.OfType<ConvolutionOperation>().ToList())
        {
            if (!first.IsDepthwise
                && forms.IsPlainDirect(first)
                && ValueUses.OnlyReaderOf(operations, first.Output) is ConvolutionOperation { IsDepthwise: true } second
                && forms.IsPlainDirect(second))
            {
                // In the place of the second: a value that only the first reads may be read later, none is written later than before.
                operations[operations.IndexOf(second)] = new ConvolutionDepthwiseOperation(first, second);
                operations.Remove(first);
            }
        }
    }
}
