using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Problems;

/// <summary>A change of one attribute that removes a problem.</summary>
/// <param name="Key">What kind of change it is, equal for equal kinds, so that it can be applied everywhere at once.</param>
/// <param name="Title">What it does and what comes out of it: <c>Set Rounding = Floor (output 54×54)</c>.</param>
/// <param name="Edits">The arguments to set or to remove.</param>
public sealed record Fix(string Key, string Title, EquatableArray<ArgumentEdit> Edits)
{
    /// <summary>For a layer with a window its settings after the edits: whether the layer is right with them is still to be seen.</summary>
    internal WindowSettings? Window { get; init; }

    /// <summary>A fix whose title needs no more than the arguments that it sets.</summary>
    /// <param name="key">What kind of change it is.</param>
    /// <param name="edits">The edits.</param>
    public static Fix Set(string key, params ArgumentEdit[] edits) => Set(key, string.Empty, edits);

    /// <summary>A fix that sets arguments, or removes some beside.</summary>
    /// <param name="key">What kind of change it is.</param>
    /// <param name="outcome">What comes out of it; empty where that is plain.</param>
    /// <param name="edits">The edits.</param>
    public static Fix Set(string key, string outcome, params ArgumentEdit[] edits)
    {
        string settings = string.Join(", ", edits.Where(edit => edit.Value is not null));
        return new(key, $"Set {settings}{(outcome.Length > 0 ? $" ({outcome})" : string.Empty)}", new(edits));
    }

    /// <summary>A fix that removes an argument, so that its default holds, and with it others that say the same.</summary>
    public static Fix LeaveOut(params string[] arguments) => new(
        $"leave {arguments[0]} out",
        $"Leave {string.Join(" and ", arguments)} out",
        arguments.Select(argument => new ArgumentEdit(argument, null)).ToEquatableArray());

    /// <summary>
    /// The number that was probably meant by one that is too small: without its sign, or else the least. None where 0 stands for a number
    /// that only the author knows.
    /// </summary>
    /// <param name="argument">The argument.</param>
    /// <param name="values">What it is: one number, or with the brackets of an array several.</param>
    /// <param name="isArray">Whether it is an array.</param>
    /// <param name="least">The least number that is right.</param>
    /// <param name="standard">What is meant where nothing is written; 0 for arguments that have to be written.</param>
    public static EquatableArray<Fix> Raise(string argument, IReadOnlyList<int> values, bool isArray, int least, int standard)
    {
        int[] raised = [.. values.Select(value => value >= least ? value : value == 0 ? standard : Math.Max(value, -int.MaxValue) * -1)];
        if (raised.Any(value => value < least))
        {
            return EquatableArray<Fix>.Empty;
        }

        ArgumentEdit edit = isArray ? ArgumentEdit.Numbers(argument, raised) : ArgumentEdit.Number(argument, raised[0]);
        return new(Set($"raise {argument}", edit));
    }
}
