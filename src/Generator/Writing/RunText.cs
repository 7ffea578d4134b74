using ConvGen.Generator.Geometry;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Writing;

/// <summary>Start and size of a part of a partition, as expressions of the part's number.</summary>
internal static class RunText
{
    /// <summary>Where the part begins.</summary>
    public static string Start(IReadOnlyList<Run> runs, string index)
    {
        Run first = runs[0], last = runs[runs.Count - 1];
        if (runs.Sum(r => r.Count) == 1)
        {
            return "0";
        }

        return Text.Sum((index, last.Size), ($"{Names.Math}.Min({index}, {Text.Of(first.Count)})", first.Size - last.Size));
    }

    /// <summary>Where the part with the given number of a run begins, in units of a length.</summary>
    public static string Place(Run run, string index, int unit) => Text.Sum(("1", run.Start * unit), (index, run.Size * unit));

    /// <summary>A declaration of the number: a constant where the expression is one.</summary>
    public static string Declare(string name, string expression) => $"{(expression.All(char.IsDigit) ? "const " : string.Empty)}int {name} = {expression};";

    /// <summary>Declares a variable for the expression and tells its name; what is a number or a variable already needs none and stays as it is.</summary>
    public static string Variable(SourceWriter writer, string name, string expression)
    {
        if (expression.All(char.IsLetterOrDigit))
        {
            return expression;
        }

        writer.Line($"int {name} = {expression};");
        return name;
    }

    /// <summary>How long the part is.</summary>
    public static string Size(IReadOnlyList<Run> runs, string index) => runs.Count == 1
        ? Text.Of(runs[0].Size)
        : $"{index} < {Text.Of(runs[0].Count)} ? {Text.Of(runs[0].Size)} : {Text.Of(runs[1].Size)}";
}
