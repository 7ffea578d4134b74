using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Writing;

/// <summary>Start and size of a part of a partition, as expressions of the part's number.</summary>
internal static class SegmentText
{
    /// <summary>Where the part begins.</summary>
    public static string Start(IReadOnlyList<Segment> segments, string index)
    {
        Segment first = segments[0], last = segments[segments.Count - 1];
        if (segments.Sum(r => r.Count) == 1)
        {
            return "0";
        }

        return Text.Sum((index, last.Size), ($"{Names.Math}.Min({index}, {Text.Of(first.Count)})", first.Size - last.Size));
    }

    /// <summary>Where the part with the given number of a segment begins, in units of a length.</summary>
    public static string Place(Segment segment, string index, int unit) =>
        Text.Sum(("1", segment.Start * unit), (index, segment.Size * unit));

    /// <summary>A declaration of the number: a constant where the expression is one.</summary>
    public static string Declare(string name, string expression) =>
        $"{(expression.All(char.IsDigit) ? "const " : string.Empty)}int {name} = {expression};";

    /// <summary>
    /// Declares a variable for the expression and tells its name; what is a number or a variable already needs none and stays as it is.
    /// </summary>
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
    public static string Size(IReadOnlyList<Segment> segments, string index) => segments.Count == 1
        ? Text.Of(segments[0].Size)
        : $"{index} < {Text.Of(segments[0].Count)} ? {Text.Of(segments[0].Size)} : {Text.Of(segments[1].Size)}";
}
