using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// As many windows as are asked for, which cover the input together: window o goes from ⌊o·i/n⌋ to ⌈(o + 1)·i/n⌉, so that neighbours may
/// share a position and differ in extent by one.
/// </summary>
/// <param name="Input">Extent i of the input.</param>
/// <param name="Output">Windows n.</param>
internal sealed record AdaptiveAxis(int Input, int Output) : PoolAxis(Input, Output, MaxWindow(Input, Output))
{
    /// <inheritdoc/>
    public override bool IsInside => false;

    /// <inheritdoc/>
    public override int TapStep => 1;

    /// <inheritdoc/>
    public override int Lead => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<(int Start, int End, TapRange Taps)> Runs => [];

    /// <summary>The windows of an axis: of one extent where the input can be divided evenly.</summary>
    public static PoolAxis Of(int input, int output) => input % output == 0
        ? new SlidingAxis(input, output, input / output, input / output, 1, 0, 0)
        : new AdaptiveAxis(input, output);

    /// <inheritdoc/>
    public override (string Index, int Step) Start(string name, string index) => ($"start{name}", 1);

    /// <inheritdoc/>
    public override void EmitBounds(SourceWriter writer, string name, string index)
    {
        // A long axis times the number of its windows may be more than an int holds.
        string wide = (Output + 1L) * Input > int.MaxValue ? "(long)" : string.Empty;
        string At(string product) => wide.Length == 0 ? product : $"(int)({product})";
        string input = Text.Of(Input), output = Text.Of(Output);
        writer.Line($"int start{name} = {At($"{wide}{index} * {input} / {output}")};");
        writer.Line($"int end{name} = {At($"((({wide}{index} + 1) * {input}) + {Text.Of(Output - 1)}) / {output}")} - start{name};");
    }

    /// <inheritdoc/>
    public override string FirstTap(string name) => "0";

    /// <inheritdoc/>
    public override string Count(string name, bool countPadding) => $"end{name}";

    // In lowest terms p/q positions are read for each: window i is ⌈(r + p)/q⌉ long, where r = i·p mod q takes every value below q.
    private static int MaxWindow(int input, int output)
    {
        int common = GreatestCommonDivisor(input, output);
        return (int)(((input / common) + (2L * (output / common)) - 2) / (output / common));
    }

    private static int GreatestCommonDivisor(int left, int right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
