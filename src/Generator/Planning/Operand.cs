using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A piece of memory that a step works on, as an expression of type <c>ref float</c> over the context <c>c</c>.</summary>
/// <param name="Expression">The expression.</param>
internal readonly record struct Operand(string Expression)
{
    /// <summary>Working memory of the thread that does the step.</summary>
    public static readonly Operand Workspace = new(string.Empty);

    /// <summary>The memory so many floats further on.</summary>
    public Operand Plus(int offset) => offset == 0 ? this : new($"ref {Names.Unsafe}.Add({Expression}, {Text.Of(offset)})");

    /// <summary>The expression for the thread with the given number.</summary>
    public string For(string worker) => this == Workspace ? $"ref c.Workspace({worker})" : Expression;
}
