using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Writes loops over the channels of one position, which lie in blocks. References to the position have the name of their value with
/// "Position" behind it; numbers that belong to channels alone are read from their beginning.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="target">The vector target.</param>
/// <param name="channels">Channels.</param>
internal sealed class PositionChannels(SourceWriter writer, VectorTarget target, int channels)
{
    private const int Block = ValueLayout.BlockSize;

    private int FullBlocks => channels / Block;

    private int Blocks => ValueLayout.CeilDiv(channels, Block);

    // Vectors and single channels of a last block that is not full: what fills it up is no channel.
    private int LastVectors => channels % Block / target.Lanes;

    private IEnumerable<int> LastChannels => Enumerable.Range(LastVectors * target.Lanes, channels % Block % target.Lanes);

    /// <summary>Writes sums over the channels, as numbers of these names.</summary>
    /// <param name="sums">The names.</param>
    /// <param name="term">What a vector of channels, or a single one, adds to a sum.</param>
    public void Sum(IReadOnlyList<string> sums, Func<string, Element, string> term)
    {
        foreach (string sum in sums)
        {
            foreach (int vector in Vectors(target.VectorsPerBlock))
            {
                writer.Line($"{target.Type} {sum}{Text.Of(vector)} = {target.Type}.Zero;");
            }
        }

        if (FullBlocks > 0)
        {
            using SourceWriter.Scope? loop = CountedLoop.Open(writer, "block", FullBlocks, out string block);
            Add(target.VectorsPerBlock, block);
        }

        string last = Text.Of(FullBlocks);
        Add(LastVectors, last);
        foreach (string sum in sums)
        {
            string vectors = string.Join(" + ", Vectors(target.VectorsPerBlock).Select(vector => $"{sum}{Text.Of(vector)}"));
            string[] rest = [.. LastChannels.Select(lane => term(sum, new Element(target, last, lane, IsVector: false)))];
            writer.Line($"float {sum} = {string.Join(" + ", [$"{target.Class}.Sum({vectors})", .. rest.Select(one => $"({one})")])};");
        }

        void Add(int count, string block)
        {
            foreach (int vector in Vectors(count))
            {
                var element = new Element(target, block, vector * target.Lanes, IsVector: true);
                foreach (string sum in sums)
                {
                    writer.Line($"{sum}{Text.Of(vector)} += {term(sum, element)};");
                }
            }
        }
    }

    /// <summary>Writes a value's vectors of channels.</summary>
    /// <param name="to">The value.</param>
    /// <param name="strides">Its strides.</param>
    /// <param name="accumulates">Whether they are added to what is there.</param>
    /// <param name="vector">Writes what goes before, and returns the vector.</param>
    public void Store(string to, Strides strides, bool accumulates, Func<Element, string> vector)
    {
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "block", Blocks, out string block);
        foreach (int number in Vectors(target.VectorsPerBlock))
        {
            using SourceWriter.Scope? alone = target.VectorsPerBlock > 1 ? writer.Braces() : null;
            var element = new Element(target, block, number * target.Lanes, IsVector: true);
            string place = element.At($"{to}Position", strides.Block);
            string value = vector(element);
            writer.Line(target.Store(accumulates ? $"({value} + {target.Load(place, 0)})" : value, place, 0));
        }
    }

    private static IEnumerable<int> Vectors(int count) => Enumerable.Range(0, count);

    /// <summary>A vector of channels, or one of them.</summary>
    /// <param name="Target">The vector target.</param>
    /// <param name="Block">The block, as text.</param>
    /// <param name="Lane">The first channel in the block.</param>
    /// <param name="IsVector">Whether it is a vector.</param>
    public readonly record struct Element(VectorTarget Target, string Block, int Lane, bool IsVector)
    {
        /// <summary>The channels of a value's position.</summary>
        public string Of(string value, Strides strides) => Load(At($"{value}Position", strides.Block));

        /// <summary>Numbers that the channels have at all positions.</summary>
        public string Learned(string name) => Load(At(name, PositionChannels.Block));

        /// <summary>A number that all channels have: there is a vector of its name with "Vector" behind it.</summary>
        public string Same(string name) => IsVector ? $"{name}Vector" : name;

        /// <summary>Where the channels are.</summary>
        public string At(string reference, int stride) => Text.At(reference, Text.Sum((Block, stride), ("1", Lane)));

        private string Load(string place) => IsVector ? Target.Load(place, 0) : place;
    }
}
