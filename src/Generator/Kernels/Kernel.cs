using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels;

/// <summary>
/// An operation over memory that can be cut into independent items. Kernels are values: two operations whose kernels are equal share one
/// method.
/// </summary>
internal abstract record Kernel
{
    /// <summary>Cycles of a nanosecond, for estimates.</summary>
    protected const double CyclesPerNanosecond = 4;

    /// <summary>Whether the method needs to know how many examples the pass has.</summary>
    public virtual bool TakesExamples => false;

    /// <summary>The algorithm, as it is shown to users.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Independent pieces of work on this target.</summary>
    public abstract ItemCount Items(VectorTarget target);

    /// <summary>Estimated nanoseconds for one example on one core of this target.</summary>
    public abstract double Nanoseconds(VectorTarget target);

    /// <summary>The method to call, which the library writes where it has to be written.</summary>
    public abstract string Callee(KernelLibrary library);

    /// <summary>Gigaflops that a kernel of this target can count on, for estimates.</summary>
    protected static double FlopsPerNanosecond(VectorTarget target) => target.Lanes * 8;
}

/// <summary>How many independent pieces of work an operation has.</summary>
/// <param name="Count">Pieces.</param>
/// <param name="PerExample">Whether each example has that many, or the whole pass.</param>
internal readonly record struct ItemCount(int Count, bool PerExample);
