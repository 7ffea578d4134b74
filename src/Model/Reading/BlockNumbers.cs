using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Reading;

/// <summary>
/// Replaces <c>BlockArgument.Filters</c> and <c>BlockArgument.Stride</c> in a block's attributes by the values of a use.
/// </summary>
/// <param name="block">The block's name, for messages.</param>
/// <param name="filters">The filters of the use; 0 when it gives none.</param>
/// <param name="stride">The stride of this copy.</param>
public sealed class BlockNumbers(string block, int filters, int stride)
{
    /// <summary>The value of <c>ConvGen.BlockArgument.Filters</c>. Literal numbers are never close to it.</summary>
    public const long Filters = 1 << 28;

    /// <summary>The value of <c>ConvGen.BlockArgument.Stride</c>.</summary>
    public const int Stride = int.MaxValue;

    private const long MinPart = Filters / 64;

    /// <summary>Whether a number is a multiple or a part of <c>BlockArgument.Filters</c> or <c>BlockArgument.Stride</c>.</summary>
    public static bool IsPlaceholder(int value) => value >= MinPart;

    /// <summary>The problems of the use.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The number with the use's values.</summary>
    public int Resolve(int value)
    {
        if (value == Stride)
        {
            return stride;
        }

        if (!IsPlaceholder(value))
        {
            return value;
        }

        long whole = filters * (long)value;
        if (filters > 0 && whole % Filters == 0)
        {
            return (int)Math.Min(whole / Filters, int.MaxValue);
        }

        string reason = filters > 0
            ? $"and the part of {NumberText.Plain(filters)} that it asks for is no whole number; "
                + "it may be multiplied, and divided by powers of two"
            : "which the use does not give";
        Problems.Add(Problem.Of(ProblemIds.BlockFilters, [block, reason], "filters"));
        return 1;
    }
}
