using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Reading;

/// <summary>Replaces what stands for numbers in a block's attributes by the values of a use.</summary>
/// <param name="values">What the use says.</param>
/// <param name="copy">Which copy is read.</param>
public sealed class BlockNumbers(BlockValues values, int copy)
{
    private readonly HashSet<int> _used = [];

    /// <summary>The block's numbers.</summary>
    public BlockParameters Parameters => values.Parameters;

    /// <summary>Those that a layer has asked for.</summary>
    public IEnumerable<int> Used => _used;

    /// <summary>The problems of the use.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The number that the use says; <see langword="null"/> where it does not.</summary>
    public double? ValueOf(int index)
    {
        _ = _used.Add(index);
        return values.ValueOf(index, copy);
    }

    /// <summary>The whole number with the use's values.</summary>
    public int Resolve(int constant)
    {
        if (BlockPlaceholder.LooksLike(constant) && BlockPlaceholder.Find(constant) is null)
        {
            return Fail(
                $"has the number {NumberText.Grouped(constant)}, which stands for no number of the use: these may be multiplied by whole "
                    + "numbers up to 8 and divided by powers of two up to 64, but not added");
        }

        double value = Resolve((double)constant);
        if (value == Math.Floor(value))
        {
            return Saturating.ToInt((long)value);
        }

        BlockPlaceholder placeholder = BlockPlaceholder.Find(constant)!.Value;
        string given = NumberText.Plain(ValueOf(placeholder.Index)!.Value);
        string part = placeholder.Over == 1 ? $"it is {given}" : $"{NumberText.Plain(placeholder.Over)} does not divide {given}";
        return Fail($"wants a whole number where '{Parameters.NameOf(placeholder.Index)}' stands, but {part}", placeholder.Index);
    }

    /// <summary>The number with the use's values.</summary>
    public double Resolve(double constant)
    {
        if (BlockPlaceholder.Find(constant) is not { } placeholder)
        {
            return constant;
        }

        return ValueOf(placeholder.Index) is { } value
            ? value * placeholder.Times / placeholder.Over
            : Fail($"needs a value for '{Parameters.NameOf(placeholder.Index)}', which the use does not give");
    }

    private int Fail(string reason, int? index = null)
    {
        Problem problem = Problem.Of(ProblemIds.BlockNumber, [Parameters.Block, reason], index is null ? [] : [BlockValues.Argument]);
        Problems.Add(problem with { Element = index is { } blamed ? values.ElementOf(blamed) : null });
        return 1;
    }
}
