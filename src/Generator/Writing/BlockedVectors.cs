namespace ConvGen.Generator.Writing;

/// <summary>Where vectors of channels lie in something that is stored in blocks of 16 channels.</summary>
internal static class BlockedVectors
{
    /// <summary>The offsets of the first vectors.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="vectors">How many.</param>
    /// <param name="block">Distance between blocks.</param>
    public static EquatableArray<int> Offsets(VectorTarget target, int vectors, int block) => Offsets(target, vectors, block, target.Lanes);

    /// <summary>The offsets of the first vectors where one takes other room than its lanes.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="vectors">How many.</param>
    /// <param name="block">Distance between blocks.</param>
    /// <param name="vector">Distance between the vectors of a block.</param>
    public static EquatableArray<int> Offsets(VectorTarget target, int vectors, int block, int vector) =>
        new([.. Enumerable.Range(0, vectors).Select(v => (v / target.VectorsPerBlock * block) + (v % target.VectorsPerBlock * vector))]);

    /// <summary>The terms of a vector's offset.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="number">The vector's number, as a factor.</param>
    /// <param name="block">Distance between blocks.</param>
    public static (string Index, int Stride)[] Offset(VectorTarget target, string number, int block) =>
        Offset(target, number, block, target.Lanes);

    /// <summary>The terms of a vector's offset where one takes other room than its lanes.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="number">The vector's number, as a factor.</param>
    /// <param name="block">Distance between blocks.</param>
    /// <param name="vector">Distance between the vectors of a block.</param>
    public static (string Index, int Stride)[] Offset(VectorTarget target, string number, int block, int vector) =>
        target.VectorsPerBlock == 1 || number == "0"
            ? [(number, block)]
            : [($"{number} / {Text.Of(target.VectorsPerBlock)}", block), ($"{number} % {Text.Of(target.VectorsPerBlock)}", vector)];
}
