using ConvGen.Generator.Emission;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels;

/// <summary>
/// A method of the emitted code that does one operation, with every shape a constant. Kernels are values: two operations whose kernels
/// are equal share one method.
/// </summary>
internal abstract record Kernel
{
    /// <summary>What the method is called; a number is added where two different kernels suggest the same.</summary>
    public abstract string Name { get; }

    /// <summary>The memory that the method works on: names of its <c>ref float</c> parameters, in order.</summary>
    public abstract EquatableArray<string> Parameters { get; }

    /// <summary>Whether the method needs to know how many examples the pass has.</summary>
    public virtual bool TakesExamples => false;

    /// <summary>Further parameters, as in a declaration.</summary>
    public virtual EquatableArray<string> ExtraParameters => EquatableArray<string>.Empty;

    /// <summary>The algorithm, as it is shown to users.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Independent pieces of work on this target.</summary>
    public abstract ItemCount Items(VectorTarget target);

    /// <summary>Estimated nanoseconds for one example on one core of this target.</summary>
    public abstract double Nanoseconds(VectorTarget target);

    /// <summary>Writes the method under the name that the library gave it.</summary>
    public abstract void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library);

    /// <summary>Opens the method: comment, signature and the loop over its items.</summary>
    protected SourceWriter.Scope Method(SourceWriter writer, string name, params string[] comment)
    {
        foreach (string line in comment)
        {
            writer.Line($"// {line}");
        }

        var parameters = Parameters.Select(p => $"ref float {p}").Concat(ExtraParameters);
        if (TakesExamples)
        {
            parameters = parameters.Concat(["int examples"]);
        }

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        return writer.Block($"private static void {name}({string.Join(", ", parameters.Concat(["int begin", "int end"]))})");
    }

    /// <summary>Cycles of a nanosecond, for estimates.</summary>
    protected const double CyclesPerNanosecond = 4;

    /// <summary>Gigaflops that a kernel of this target can count on, for estimates.</summary>
    protected static double FlopsPerNanosecond(VectorTarget target) => target.Lanes * 8;
}

/// <summary>How many independent pieces of work an operation has.</summary>
/// <param name="Count">Pieces.</param>
/// <param name="PerExample">Whether each example has that many, or the whole pass.</param>
internal readonly record struct ItemCount(int Count, bool PerExample);
