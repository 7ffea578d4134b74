using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A kernel over its operands, split among threads.</summary>
internal sealed record KernelStep(string Layer, Kernel Kernel, IReadOnlyList<Operand> Operands, IReadOnlyList<string> Extra) : Step(Layer)
{
    /// <inheritdoc/>
    public override string Algorithm => Kernel.Algorithm;
}
