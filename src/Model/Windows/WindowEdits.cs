using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>The edits of an attribute that turn one window into another.</summary>
internal static class WindowEdits
{
    /// <summary>The arguments to set, then those to remove.</summary>
    public static EquatableArray<ArgumentEdit> Between(WindowSettings from, WindowSettings to)
    {
        List<ArgumentEdit> set = [], removed = [];
        Compare("k", from.K, to.K);
        Compare("s", from.S, to.S);
        Compare("p", from.P, to.P);
        CompareArrays("Kernel", from.Kernel, to.Kernel);
        CompareArrays("Stride", from.Stride, to.Stride);
        CompareArrays("Pad", from.Pad, to.Pad);
        CompareArrays("PadBegin", from.PadBegin, to.PadBegin);
        CompareArrays("PadEnd", from.PadEnd, to.PadEnd);
        Compare("Dilation", from.Dilation, to.Dilation);
        CompareArrays("Dilations", from.Dilations, to.Dilations);
        if (from.Rounding != to.Rounding)
        {
            set.Add(ArgumentEdit.Choice("Rounding", "ConvGen.RoundingMode", to.Rounding.ToString()));
        }

        // A padding mode is only ever removed, in favour of numbers.
        if (from.Padding != to.Padding)
        {
            removed.Add(new("Padding", null));
        }

        return set.Concat(removed).ToEquatableArray();

        void Compare(string argument, int? before, int? after)
        {
            if (after is { } value && after != before)
            {
                set.Add(ArgumentEdit.Number(argument, value));
            }
            else if (after is null && before is not null)
            {
                removed.Add(new(argument, null));
            }
        }

        void CompareArrays(string argument, EquatableArray<int>? before, EquatableArray<int>? after)
        {
            if (after is { } values && !Equals(after, before))
            {
                set.Add(ArgumentEdit.Numbers(argument, values));
            }
            else if (after is null && before is not null)
            {
                removed.Add(new(argument, null));
            }
        }
    }

    /// <summary>The settings with other padding, in the shortest way to write it.</summary>
    public static WindowSettings WithPadding(WindowSettings settings, IReadOnlyList<int> begin, IReadOnlyList<int> end)
    {
        WindowSettings bare = settings with { P = null, Pad = null, PadBegin = null, PadEnd = null, Padding = PaddingKind.Explicit };
        if (!begin.SequenceEqual(end))
        {
            return bare with { PadBegin = begin.ToEquatableArray(), PadEnd = end.ToEquatableArray() };
        }

        return begin.Distinct().Count() == 1 ? bare with { P = begin[0] } : bare with { Pad = begin.ToEquatableArray() };
    }
}
