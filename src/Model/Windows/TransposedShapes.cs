using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>Resolves the settings of a transposed convolution along every axis of the shape that it reads.</summary>
internal static class TransposedShapes
{
    /// <summary>Resolves every axis, or reports why the settings do not fit.</summary>
    /// <param name="title">The layer as messages call it.</param>
    /// <param name="window">Settings that passed <see cref="WindowRules"/>.</param>
    /// <param name="outputPadding">Output padding of every axis.</param>
    /// <param name="outputPaddings">Output padding per axis.</param>
    /// <param name="input">The shape that is read.</param>
    /// <param name="problems">Receives what does not fit.</param>
    public static EquatableArray<TransposedAxis>? Resolve(
        string title,
        WindowSettings window,
        int? outputPadding,
        EquatableArray<int>? outputPaddings,
        FeatureShape input,
        ICollection<Problem> problems)
    {
        if (!WindowShapes.HasAxes(title, input, problems) || !WindowShapes.CountsFit(title, window, input.Rank, problems)
            || !WindowShapes.CountFits(title, "OutputPaddings", outputPaddings, input.Rank, problems)
            || !WindowShapes.CausalFits(title, window, input, [], problems))
        {
            return null;
        }

        int before = problems.Count;
        List<TransposedAxis> axes = [];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            AxisWindow declared = WindowShapes.Declared(axis, window, pooling: false, input);
            axes.Add(new(
                declared.Input,
                declared.Kernel,
                declared.Stride,
                declared.Dilation,
                declared.PadBegin,
                declared.PadEnd,
                outputPaddings?[axis] ?? outputPadding ?? 0));
        }

        HashSet<TransposedAxis> seen = [];

        // Innermost first, and axes with equal arithmetic once, as for other windows.
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (seen.Add(axes[axis]) && Check(title, AxisNames.Of(axis, input.Rank), axis, axes[axis], window.Padding) is { } problem)
            {
                problems.Add(problem with { Fixes = Fixes(problem.Id, axes, window, outputPaddings is not null) });
            }
        }

        return problems.Count > before ? null : axes.Select(axis => TransposedAxis.Resolve(axis, window.Padding)).ToEquatableArray();
    }

    private static EquatableArray<Fix> Fixes(string id, IReadOnlyList<TransposedAxis> axes, WindowSettings window, bool isArray)
    {
        if (id == ProblemIds.OutputPadding)
        {
            int[] allowed = [.. axes.Select(axis => Math.Min(axis.OutputPadding, axis.MaxOutputPadding))];
            ArgumentEdit edit = isArray
                ? ArgumentEdit.Numbers("OutputPaddings", allowed)
                : ArgumentEdit.Number("OutputPadding", allowed.Min());
            return new(Fix.Set("less output padding", edit));
        }

        if (id != ProblemIds.PaddingTakesAll || window.Padding != PaddingKind.Explicit)
        {
            return EquatableArray<Fix>.Empty;
        }

        // The largest padding that leaves one position; an odd one is at the end.
        TransposedAxis[] padded = [.. axes.Select(axis =>
        {
            long total = Math.Min((long)axis.PadBegin + axis.PadEnd, (long)axis.PadBegin + axis.PadEnd + axis.Output - 1);
            total = axis.PadBegin == axis.PadEnd ? total / 2 * 2 : total;
            return axis.Output >= 1 ? axis : axis with { PadBegin = (int)(total / 2), PadEnd = (int)(total - total / 2) };
        })];
        if (padded.Any(axis => axis.PadBegin < 0 || axis.Output is < 1 or > int.MaxValue))
        {
            return EquatableArray<Fix>.Empty;
        }

        WindowSettings changed =
            WindowEdits.WithPadding(window, [.. padded.Select(axis => axis.PadBegin)], [.. padded.Select(axis => axis.PadEnd)]);
        string output = $"output {string.Join("×", padded.Select(axis => NumberText.Plain(axis.Output)))}";
        return new(Fix.Set("less padding", output, [.. WindowEdits.Between(window, changed)]) with { Window = changed });
    }

    private static Problem? Check(string title, string name, int axis, TransposedAxis declared, PaddingKind padding)
    {
        if (declared.EffectiveKernel > int.MaxValue)
        {
            string[] arguments = [title, $"the dilated kernel spans {NumberText.Grouped(declared.EffectiveKernel)} values"];
            return Problem.Of(ProblemIds.SizeOverflow, arguments, "Dilation", "Dilations", "k", "Kernel");
        }

        if (declared.OutputPadding > declared.MaxOutputPadding)
        {
            string[] arguments =
                [title, name, NumberText.Plain(declared.MaxOutputPadding + 1L), NumberText.Plain(declared.OutputPadding)];
            return Problem.Of(ProblemIds.OutputPadding, arguments, "OutputPadding", "OutputPaddings") with { Element = axis };
        }

        TransposedAxis resolved = TransposedAxis.Resolve(declared, padding);
        if (resolved.Output < 1)
        {
            string[] arguments = [title, name, resolved.ToString(), NumberText.Plain(resolved.Output).Replace('-', '−')];
            return Problem.Of(ProblemIds.PaddingTakesAll, arguments, "p", "Pad", "PadBegin", "PadEnd", "Padding");
        }

        if (resolved.Output > int.MaxValue)
        {
            string[] arguments = [title, $"the output has a {name} of {NumberText.Grouped(resolved.Output)}"];
            return Problem.Of(ProblemIds.SizeOverflow, arguments, "s", "Stride", "k", "Kernel");
        }

        return null;
    }
}
