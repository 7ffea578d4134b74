using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Problems;

/// <summary>A change of one attribute that removes a problem.</summary>
/// <param name="Key">The kind of change, which is the equivalence key of the code fix: fixes of equal kind can be applied together.</param>
/// <param name="Title">What it does and the result: <c>Set Rounding = Floor (output 54×54)</c>.</param>
/// <param name="Edits">The arguments to set or to remove.</param>
public sealed record Fix(string Key, string Title, EquatableArray<ArgumentEdit> Edits)
{
    /// <summary>For a layer with a window its settings after the edits. Whether the layer accepts them is tried later.</summary>
    internal WindowSettings? Window { get; init; }

    /// <summary>A fix that sets arguments, with a title that only names them.</summary>
    /// <param name="key">What kind of change it is.</param>
    /// <param name="edits">The edits.</param>
    public static Fix Set(string key, params ArgumentEdit[] edits) => Set(key, string.Empty, edits);

    /// <summary>A fix that sets arguments, and may remove others.</summary>
    /// <param name="key">What kind of change it is.</param>
    /// <param name="outcome">The result, for the title; empty where the edits say it.</param>
    /// <param name="edits">The edits.</param>
    public static Fix Set(string key, string outcome, params ArgumentEdit[] edits)
    {
        string settings = string.Join(", ", edits.Where(edit => edit.Value is not null));
        return new(key, $"Set {settings}{(outcome.Length > 0 ? $" ({outcome})" : string.Empty)}", new(edits));
    }

    /// <summary>A fix that removes an argument, so that its default holds, and others that say the same.</summary>
    public static Fix Remove(params string[] arguments) => new(
        $"remove {arguments[0]}",
        $"Remove {string.Join(" and ", arguments)}",
        arguments.Select(argument => new ArgumentEdit(argument, null)).ToEquatableArray());

    /// <summary>
    /// The fix for a number that is too small: the number without its sign, or else the minimum. Empty where 0 stands for a number that
    /// only the author knows.
    /// </summary>
    /// <param name="argument">The argument.</param>
    /// <param name="values">The value of the argument: one number, or the elements of an array.</param>
    /// <param name="isArray">Whether it is an array.</param>
    /// <param name="minimum">The minimum.</param>
    /// <param name="defaultValue">The default; 0 for arguments that have none.</param>
    public static EquatableArray<Fix> Raise(string argument, IReadOnlyList<int> values, bool isArray, int minimum, int defaultValue)
    {
        int Raised(int value) => value >= minimum ? value : value == 0 ? defaultValue : -Math.Max(value, -int.MaxValue);
        int[] raised = [.. values.Select(Raised)];
        if (raised.Any(value => value < minimum))
        {
            return EquatableArray<Fix>.Empty;
        }

        ArgumentEdit edit = isArray ? ArgumentEdit.Numbers(argument, raised) : ArgumentEdit.Number(argument, raised[0]);
        return new(Set($"raise {argument}", edit));
    }
}
