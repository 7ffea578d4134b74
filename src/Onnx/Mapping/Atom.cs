namespace ConvGen.Onnx.Mapping;

/// <summary>
/// A part of an axis: some positions at a distance from each other in the layer's value, whose order is C·D·H·W. The axis of examples,
/// where it has more than one, is one atom without a distance, because a layer's value is that of one example.
/// </summary>
/// <param name="Size">How many positions.</param>
/// <param name="Stride">Their distance; 0 for examples.</param>
internal readonly record struct Atom(int Size, int Stride)
{
    /// <summary>Whether it is the axis of examples.</summary>
    public bool IsExamples => Stride == 0;

    /// <summary>The distance to what follows the last position.</summary>
    public long End => (long)Size * Stride;

    /// <summary>Neighbouring atoms that lie one inside the other become one.</summary>
    public static List<Atom> Merge(IEnumerable<Atom> atoms)
    {
        List<Atom> merged = [];
        foreach (Atom atom in atoms)
        {
            if (atom.Size == 1)
            {
                continue;
            }

            if (merged.Count > 0 && !merged[^1].IsExamples && !atom.IsExamples && merged[^1].Stride == atom.End)
            {
                merged[^1] = new(merged[^1].Size * atom.Size, atom.Stride);
            }
            else
            {
                merged.Add(atom);
            }
        }

        return merged;
    }
}
