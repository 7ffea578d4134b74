using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>The mean; <paramref name="CountPadding"/> says whether positions of the padding count.</summary>
internal sealed record AveragePoolKind(bool CountPadding) : CombiningPoolKind
{
    /// <inheritdoc/>
    public override string Name => "AveragePool";

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => $"{target.Type}.Zero";

    /// <inheritdoc/>
    public override string Combine(VectorTarget target, string a, string b) => $"{a} + {b}";

    /// <inheritdoc/>
    public override void EmitTake(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element) =>
        writer.Line($"{result} += {element};");

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, PoolWindow window, TapRange? columns, string result) => $"({result} * {Share(target, window, columns)})";

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, int taps, string result) => $"({Text.Factor(result)} * {target.Constant(1.0 / taps)})";

    /// <inheritdoc/>
    public override void EmitGradient(SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result) =>
        writer.Line($"{target.Type} g = {gradient} * {Share(target, window, columns)};");

    /// <inheritdoc/>
    public override PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element) => new("g");

    private string Share(VectorTarget target, PoolWindow window, TapRange? columns) => $"{target.Class}.Create(1f / ({window.Count(columns, CountPadding)}))";
}
