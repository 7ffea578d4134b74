using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// What a pooling window makes of its elements, lane by lane: how a result starts, takes each element and is finished, and what each
/// element gets of the result's gradient. A new pooling of windows is one more record of this kind.
/// </summary>
internal abstract record PoolKind
{
    public abstract string Name { get; }

    /// <summary>Whether the gradient depends on the elements and the result.</summary>
    public virtual bool GradientReadsValues => false;

    /// <summary>Whether results are sums of what they take.</summary>
    public virtual bool Sums => false;

    /// <summary>Whether elements of padding make the same result as zeros would.</summary>
    /// <param name="nothingNegative">Whether the pooled map has no number below zero.</param>
    public virtual bool CountsPaddingAsZeros(bool nothingNegative) => false;

    /// <summary>Mathematical functions that the emitted text calls.</summary>
    public virtual IEnumerable<VectorFunction> Functions => [];

    /// <summary>Declares what all windows of a method have in common.</summary>
    public virtual void EmitConstants(SourceWriter writer, PoolWindow window, ICodeLibrary library)
    {
    }

    /// <summary>Declares what the windows of a row have in common, when the bounds of their planes and rows are known.</summary>
    public virtual void EmitRow(SourceWriter writer, PoolWindow window)
    {
    }

    /// <summary>Declares what a window has in common whose columns are bounded by variables.</summary>
    public virtual void EmitColumn(SourceWriter writer, PoolWindow window)
    {
    }

    /// <summary>
    /// Declares what a row of taps has in common, given the numbers of its plane and row as expressions; null for nothing.
    /// </summary>
    public virtual Action<string, string>? TapRow(SourceWriter writer, PoolWindow window) => null;

    /// <summary>The expression of a result that has taken no element.</summary>
    public abstract string Start(VectorTarget target);

    /// <summary>Has the result take an element, given as an expression.</summary>
    public abstract void EmitTake(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element);

    /// <summary>The expression of what is stored when a result has taken all elements of a window that lie inside the input.</summary>
    public virtual string Finish(VectorTarget target, PoolWindow window, TapRange? columns, string result) =>
        Finish(target, window.Taps, result);

    /// <summary>The same for a window with all its taps.</summary>
    public abstract string Finish(VectorTarget target, int taps, string result);

    /// <summary>Declares what the elements of a window get: from the result's gradient and, where values are read, the result.</summary>
    public abstract void EmitGradient(
        SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result);

    /// <summary>Declares and names what an element gets.</summary>
    public abstract PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element);
}

/// <summary>What an element gets of its window's gradient, as expressions.</summary>
/// <param name="Value">The gradient by the element; zero in lanes where it gets none.</param>
/// <param name="Mask">The lanes in which it gets all of it; null where it gets a part.</param>
internal readonly record struct PoolShare(string Value, string? Mask = null);

/// <summary>A pooling that combines elements as they are, in pairs in any order.</summary>
internal abstract record CombiningPoolKind : PoolKind
{
    /// <summary>
    /// The expression of two elements, or of what others have been combined to; either is a variable, which may be read twice.
    /// </summary>
    public abstract string Combine(VectorTarget target, string a, string b);

    /// <summary>The expression of what is stored when a result has taken as many elements as an expression says.</summary>
    public abstract string Finish(VectorTarget target, string count, string result);

    /// <inheritdoc/>
    public override void EmitTake(
        SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element) =>
        writer.Line($"{result} = {Combine(target, result, element)};");
}
