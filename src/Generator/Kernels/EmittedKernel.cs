using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels;

/// <summary>A kernel with a method of its own in the emitted code, in which every shape is a constant.</summary>
internal abstract record EmittedKernel : Kernel
{
    /// <summary>What the method is called; the layer is added where two different kernels suggest the same.</summary>
    public abstract string Name { get; }

    /// <summary>The memory that the method works on: names of its <c>ref float</c> parameters, in order.</summary>
    public abstract EquatableArray<string> Parameters { get; }

    /// <summary>Further parameters, as in a declaration.</summary>
    public virtual EquatableArray<string> ExtraParameters => EquatableArray<string>.Empty;

    /// <inheritdoc/>
    public sealed override string Callee(KernelLibrary library) => library.Require(this);

    /// <summary>Writes the method under the name that the library gave it.</summary>
    public abstract void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library);

    /// <summary>The parameters that a kernel has; those that it has not are empty.</summary>
    protected static EquatableArray<string> Given(params string[] names) => new([.. names.Where(name => name.Length > 0)]);

    /// <summary>Opens the method: comment, signature and the loop over its items.</summary>
    protected SourceWriter.Scope Method(SourceWriter writer, string name, params string[] comment)
    {
        foreach (string line in comment)
        {
            writer.Line($"// {line}");
        }

        IEnumerable<string> parameters = Parameters.Select(p => $"ref float {p}").Concat(ExtraParameters);
        if (TakesExamples)
        {
            parameters = parameters.Concat(["int examples"]);
        }

        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        return writer.Method($"private static void {name}({string.Join(", ", parameters.Concat(["int begin", "int end"]))})");
    }
}
