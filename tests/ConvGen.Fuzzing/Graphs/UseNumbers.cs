using System.Globalization;
using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Graphs;

/// <summary>What a use says of the numbers of its block.</summary>
internal static class UseNumbers
{
    /// <summary>The numbers in each copy, by their places. Read as they are asked for: there may be more copies than any graph may have.</summary>
    /// <exception cref="InvalidDeclarationException">They have no meaning.</exception>
    public static IEnumerable<IReadOnlyDictionary<int, double>> Of(object[] values, int copies)
    {
        if (copies < 1)
            throw new InvalidDeclarationException($"A block cannot be used {copies} times.");
        Dictionary<int, double[]> lists = [];
        for (int i = 0; i < values.Length; i++)
        {
            (int index, double[] list) = values[i] switch
            {
                string text => Named(text),
                IConvertible number when lists.Count == i && values.Take(i).All(value => value is not string) => (i, [number.ToDouble(CultureInfo.InvariantCulture)]),
                _ => throw new InvalidDeclarationException($"{values[i]} is no number of a block."),
            };
            if (list.Length > copies || !lists.TryAdd(index, list))
                throw new InvalidDeclarationException("A number is given twice, or too often.");
        }

        return Enumerable.Range(0, copies).Select(copy => lists.ToDictionary(each => each.Key, each => each.Value[Math.Min(copy, each.Value.Length - 1)]));
    }

    private static (int Index, double[] List) Named(string text)
    {
        string[] sides = text.Split(" = ");
        return sides.Length == 2 && sides[0].StartsWith(BlockNumber.Prefix, StringComparison.Ordinal)
            && int.TryParse(sides[0][BlockNumber.Prefix.Length..], CultureInfo.InvariantCulture, out int number)
            ? (number - 1, [.. sides[1].Split(", ").Select(each => double.Parse(each, CultureInfo.InvariantCulture))])
            : throw new InvalidDeclarationException($"{text} gives no number.");
    }
}
