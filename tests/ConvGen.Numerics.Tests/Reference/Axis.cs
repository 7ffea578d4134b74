namespace ConvGen.Numerics.Tests.Reference;

/// <summary>A window along one axis: output position o sees, with tap t, cell o·Stride + t·Dilation − Begin of the input.</summary>
internal sealed record Axis(int Input, int Kernel, int Stride, int Dilation, int Begin, int End, int Output)
{
    public int Cell(int output, int tap) => output * Stride + tap * Dilation - Begin;

    /// <summary>Slides the window from the start of the padded input for as long as the rule lets it.</summary>
    public static Axis Slide(int input, int kernel, int stride, int dilation, int begin, int end, RoundingMode rounding)
    {
        int span = dilation * (kernel - 1) + 1;
        int padded = input + begin + end;
        int output = 0;
        while (output * stride + span <= padded)
            output++;

        // torch's ceil_mode: one more where cells are left over, unless that window would start in the padding after the input.
        bool cellsLeft = (output - 1) * stride + span < padded;
        if (rounding == RoundingMode.Ceiling && cellsLeft && output * stride < input + begin)
            output++;
        if (rounding == RoundingMode.Exact && cellsLeft)
            throw new ArgumentException($"The stride {stride} does not tile {padded} cells in windows of {span}.");
        return new Axis(input, kernel, stride, dilation, begin, end, output);
    }

    /// <summary>The padding that makes the output ⌈input/stride⌉ long; the odd cell goes to the end or, with lower, to the beginning. <paramref name="extra"/> is the output padding of a transposed convolution.</summary>
    public static Axis Same(int input, int kernel, int stride, int dilation, bool lower, int extra = 0)
    {
        int output = (input + stride - 1) / stride;
        int total = Math.Max(0, (output - 1) * stride + dilation * (kernel - 1) + 1 + extra - input);
        int less = total / 2, more = total - total / 2;
        return new Axis(input, kernel, stride, dilation, lower ? more : less, lower ? less : more, output);
    }
}
