using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Writes sums over all positions of all examples for each channel of a block. Rows are summed apart and then added up, which keeps the
/// rounding error of long sums small.
/// </summary>
internal static class ChannelReduction
{
    /// <summary>Writes the loops and declares one vector for each sum.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="size">Spatial extents.</param>
    /// <param name="lane">The lane of the block, as text.</param>
    /// <param name="values">Values that are read: parameter name and strides; each is available as a vector of the name with "Value" behind it.</param>
    /// <param name="sums">Names of the sums.</param>
    /// <param name="term">What one position adds to the sum with the given name, given what the sum's row holds so far.</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        Extent size,
        string lane,
        IReadOnlyList<(string Name, Lattice Strides)> values,
        IReadOnlyList<string> sums,
        Func<string, string, string> term)
    {
        foreach (string sum in sums)
        {
            writer.Line($"{target.Type} {sum} = {target.Type}.Zero;");
        }

        using (writer.Block("for (int example = 0; example < examples; example++)"))
        using (CountedLoop.Open(writer, "plane", size.Depth, out string plane))
        using (CountedLoop.Open(writer, "row", size.Height, out string row))
        {
            foreach ((string name, Lattice strides) in values)
            {
                writer.Line($"ref float {name}Row = ref Unsafe.Add(ref {name}, {Text.Sum(("example", strides.Example), ("block", strides.Block), (plane, strides.Plane), (row, strides.Row), (lane, 1))});");
            }

            foreach (string sum in sums)
            {
                writer.Line($"{target.Type} {sum}Row = {target.Type}.Zero;");
            }

            using (CountedLoop.Open(writer, "column", size.Width, out string column))
            {
                foreach ((string name, Lattice strides) in values)
                {
                    string at = Text.At($"{name}Row", Text.Sum((column, strides.Pixel)));
                    writer.Line($"{target.Type} {name}Value = {target.Load(at, 0)};");
                }

                foreach (string sum in sums)
                {
                    writer.Line($"{sum}Row = {term(sum, $"{sum}Row")};");
                }
            }

            foreach (string sum in sums)
            {
                writer.Line($"{sum} += {sum}Row;");
            }
        }
    }
}
