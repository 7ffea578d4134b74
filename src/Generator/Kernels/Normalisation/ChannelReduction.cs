using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Writes sums over all positions of all examples for each channel of a block.</summary>
internal static class ChannelReduction
{
    /// <summary>Writes the loops and declares one vector for each sum.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="size">Spatial extents.</param>
    /// <param name="lane">The lane of the block, as text.</param>
    /// <param name="values">
    /// Values that are read: parameter name and strides; each is available as a vector of the name with "Value" behind it.
    /// </param>
    /// <param name="sums">Names of the sums.</param>
    /// <param name="term">What one position adds to the sum with the given name, given what it holds so far.</param>
    /// <param name="openExample">Writes what each example needs before its positions.</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        Extent size,
        string lane,
        IReadOnlyList<(string Name, Strides Strides)> values,
        IReadOnlyList<string> sums,
        Func<string, string, string> term,
        Action? openExample = null)
    {
        foreach (string sum in sums)
        {
            writer.Line($"{target.Type} {sum} = {target.Type}.Zero;");
        }

        PositionReduction.Emit(
            writer,
            target,
            size,
            [.. values.Select(value => new WalkedValue(
                value.Name, value.Strides, [("example", value.Strides.Example), ("block", value.Strides.Block), (lane, 1)]))],
            sums,
            term,
            SumAxis.OfExamples(_ => openExample?.Invoke()));
    }
}
