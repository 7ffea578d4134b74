using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>One element of the window; padding never wins, and the first of equal ones takes the gradient.</summary>
internal abstract record SelectingPoolKind : CombiningPoolKind
{
    /// <inheritdoc/>
    public override bool GradientReadsValues => true;

    /// <summary>What the chosen element is called.</summary>
    protected abstract string Chosen { get; }

    /// <inheritdoc/>
    public override void EmitTake(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element)
    {
        string taken = $"element{Text.Of(tap.Number)}Of{result}";
        writer.Line($"{target.Type} {taken} = {element};");
        base.EmitTake(writer, target, window, tap, result, taken);
    }

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, int taps, string result) => result;

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, string count, string result) => result;

    /// <inheritdoc/>
    public override void EmitGradient(
        SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result)
    {
        writer.Line($"{target.Type} g = {gradient};");
        EmitSearch(writer, target, result);
    }

    /// <inheritdoc/>
    public override PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element)
    {
        string found = EmitFound(writer, target, tap, element);
        return new PoolShare($"(g & {found})", found);
    }

    /// <summary>Begins to look for the chosen element of a window, given the window's result.</summary>
    public void EmitSearch(SourceWriter writer, VectorTarget target, string result)
    {
        writer.Line($"{target.Type} {Chosen} = {result};");
        writer.Line($"{target.Type} open = {target.Type}.AllBitsSet;");
    }

    /// <summary>Declares and names the mask of the lanes in which an element is the chosen one.</summary>
    public string EmitFound(SourceWriter writer, VectorTarget target, PoolTap tap, string element)
    {
        string found = $"found{Text.Of(tap.Number)}";
        writer.Line($"{target.Type} {found} = {target.Class}.Equals({element}, {Chosen}) & open;");
        writer.Line($"open &= ~{found};");
        return found;
    }
}

/// <summary>The largest element, or NaN where one is.</summary>
internal sealed record MaxPoolKind : SelectingPoolKind
{
    /// <inheritdoc/>
    public override string Name => "MaxPool";

    // The gradient of a zero that is the largest goes to the padding then. What it would go to else has none where numbers stop at 0.
    /// <inheritdoc/>
    public override bool CountsPaddingAsZeros(bool nothingNegative) => nothingNegative;

    /// <inheritdoc/>
    protected override string Chosen => "largest";

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => target.Constant(double.NegativeInfinity);

    /// <inheritdoc/>
    public override string Combine(VectorTarget target, string a, string b) => target.Maximum(a, b);
}

/// <summary>The smallest element, or NaN where one is.</summary>
internal sealed record MinPoolKind : SelectingPoolKind
{
    /// <inheritdoc/>
    public override string Name => "MinPool";

    /// <inheritdoc/>
    protected override string Chosen => "smallest";

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => target.Constant(double.PositiveInfinity);

    /// <inheritdoc/>
    public override string Combine(VectorTarget target, string a, string b) => target.Minimum(a, b);
}
