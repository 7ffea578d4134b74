using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>Checks a window's settings before any shape is known.</summary>
internal static class WindowRules
{
    /// <summary>Reports missing, contradicting and impossible settings.</summary>
    /// <param name="title">The layer as messages call it.</param>
    /// <param name="window">The settings.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void Check(string title, WindowSettings window, ICollection<Problem> problems)
    {
        if (window.K is null && window.Kernel is null)
        {
            problems.Add(Problem.Of(ProblemIds.NoKernel, [title], "k"));
        }

        CheckOnce(title, "k", window.K is not null, "Kernel", window.Kernel is not null, problems);
        CheckOnce(title, "s", window.S is not null, "Stride", window.Stride is not null, problems);
        CheckOnce(title, "Dilation", window.Dilation is not null, "Dilations", window.Dilations is not null, problems);
        CheckPaddingOnce(title, window, problems);

        CheckAtLeast(1, ProblemIds.NotPositive, title, "k", window.K, "Kernel", window.Kernel, problems);
        CheckAtLeast(1, ProblemIds.NotPositive, title, "s", window.S, "Stride", window.Stride, problems);
        CheckAtLeast(1, ProblemIds.NotPositive, title, "Dilation", window.Dilation, "Dilations", window.Dilations, problems);
        CheckAtLeast(0, ProblemIds.NegativePadding, title, "p", window.P, "Pad", window.Pad, problems);
        CheckAtLeast(0, ProblemIds.NegativePadding, title, string.Empty, null, "PadBegin", window.PadBegin, problems);
        CheckAtLeast(0, ProblemIds.NegativePadding, title, string.Empty, null, "PadEnd", window.PadEnd, problems);
    }

    /// <summary>Reports an output padding that is given twice or negative.</summary>
    public static void CheckOutputPadding(string title, int? padding, EquatableArray<int>? paddings, ICollection<Problem> problems)
    {
        CheckOnce(title, "OutputPadding", padding is not null, "OutputPaddings", paddings is not null, problems);
        CheckAtLeast(0, ProblemIds.NegativePadding, title, "OutputPadding", padding, "OutputPaddings", paddings, problems);
    }

    /// <summary>Reports padding that is given twice, or together with a mode that computes it.</summary>
    public static void CheckPaddingOnce(string title, WindowSettings window, ICollection<Problem> problems)
    {
        (string Name, bool Given)[] numbers =
        [
            ("p", window.P is not null),
            ("Pad", window.Pad is not null),
            ("PadBegin", window.PadBegin is not null),
            ("PadEnd", window.PadEnd is not null),
        ];
        string[] given = [.. numbers.Where(number => number.Given).Select(number => number.Name)];
        if (given.Length == 0)
        {
            return;
        }

        if (window.Padding != PaddingKind.Explicit)
        {
            problems.Add(Problem.Of(ProblemIds.PaddingTwice, [title, given[0], window.Padding.ToString()], given[0]) with
            {
                Fixes = new(Fix.Remove(given) with { Key = "remove numbers" }, Fix.Remove("Padding")),
            });
            return;
        }

        // PadBegin and PadEnd complete each other; every other pair says the same thing twice.
        if (given.Length > 1 && given[0] != "PadBegin")
        {
            problems.Add(GivenTwice(title, given[0], given[1]));
        }
    }

    /// <summary>Two arguments that say the same thing.</summary>
    public static Problem GivenTwice(string title, string one, string other) =>
        Problem.Of(ProblemIds.GivenTwice, [title, one, other], other) with
        {
            Fixes = new(Fix.Remove(other), Fix.Remove(one)),
        };

    private static void CheckOnce(
        string title, string one, bool oneGiven, string other, bool otherGiven, ICollection<Problem> problems)
    {
        if (oneGiven && otherGiven)
        {
            problems.Add(GivenTwice(title, one, other));
        }
    }

    private static void CheckAtLeast(
        int minimum,
        string id,
        string title,
        string scalarName,
        int? scalar,
        string arrayName,
        EquatableArray<int>? array,
        ICollection<Problem> problems)
    {
        // A kernel has no default; strides and dilations are 1 by default, padding is 0.
        int defaultValue = scalarName == "k" ? 0 : minimum;
        if (scalar < minimum)
        {
            problems.Add(Problem.Of(id, [title, scalarName, NumberText.Plain(scalar.Value)], scalarName) with
            {
                Fixes = Fix.Raise(scalarName, [scalar.Value], isArray: false, minimum, defaultValue),
            });
        }

        for (int i = 0; i < (array?.Count ?? 0); i++)
        {
            if (array!.Value[i] < minimum)
            {
                problems.Add(Problem.Of(id, [title, arrayName, NumberText.Plain(array.Value[i])], arrayName) with
                {
                    Element = i,
                    Fixes = Fix.Raise(arrayName, array.Value, isArray: true, minimum, defaultValue),
                });
            }
        }
    }
}
