using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>The mean; <paramref name="CountPadding"/> says whether positions of the padding count.</summary>
internal sealed record AveragePoolKind(bool CountPadding) : CombiningPoolKind
{
    /// <inheritdoc/>
    public override string Name => "AveragePool";

    /// <inheritdoc/>
    public override bool Sums => true;

    /// <inheritdoc/>
    public override bool CountsPaddingAsZeros(bool nothingNegative) => CountPadding;

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => $"{target.Type}.Zero";

    /// <inheritdoc/>
    public override string Combine(VectorTarget target, string a, string b) => $"{a} + {b}";

    /// <inheritdoc/>
    public override void EmitTake(
        SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element) =>
        writer.Line($"{result} += {element};");

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, PoolWindow window, TapRange? columns, string result) =>
        Finish(target, window.Count(columns, CountPadding), result);

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, string count, string result) => $"({result} * {Share(target, count)})";

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, int taps, string result) =>
        $"({Text.Factor(result)} * {target.Constant(1.0 / taps)})";

    /// <inheritdoc/>
    public override void EmitGradient(
        SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result) =>
        writer.Line($"{target.Type} g = {gradient} * {Share(target, window.Count(columns, CountPadding))};");

    /// <inheritdoc/>
    public override PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element) =>
        new("g");

    private static string Share(VectorTarget target, string count) => $"{target.Class}.Create(1f / ({count}))";
}
