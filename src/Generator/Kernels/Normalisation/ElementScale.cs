using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Learned numbers by which the elements of normalised sets are scaled or shifted.</summary>
internal readonly record struct ElementScale(ElementScaleKind Kind)
{
    private const int Block = ValueLayout.BlockSize;

    /// <summary>Names of parameters, where there is anything to read.</summary>
    public IEnumerable<string> Parameters(params string[] names) => Kind == ElementScaleKind.None ? [] : names;

    /// <summary>The strides of the numbers; of a gradient in the order of <see cref="ElementScaleKind.Elements"/> too.</summary>
    public static Strides Strides(NormalisedSets sets, ElementScaleKind kind)
    {
        int pixel = kind == ElementScaleKind.Elements ? Block : 1;
        int block = kind == ElementScaleKind.Elements ? Block * sets.Inner.Positions : 0;
        int row = pixel * sets.Inner.Width;
        return new Strides(pixel, row, row * sets.Inner.Height, block, 1, 0);
    }

    /// <summary>The numbers as a value that is walked; none where each channel has one.</summary>
    public IEnumerable<WalkedValue> Walked(string name, NormalisedSets sets, string block, string lane)
    {
        Strides strides = Strides(sets, Kind);
        return Kind switch
        {
            ElementScaleKind.Elements => [new WalkedValue(name, strides, [(block, strides.Block), (lane, 1)])],
            ElementScaleKind.Positions => [new WalkedValue(name, strides, [], IsBroadcast: true)],
            _ => [],
        };
    }

    /// <summary>Writes the numbers of channels before the loops over their positions.</summary>
    public void WriteChannels(SourceWriter writer, VectorTarget target, string name, string block, string lane)
    {
        if (Kind == ElementScaleKind.Channels)
        {
            writer.Line($"{target.Type} {name}Value = {target.Load($"{Text.At(name, Text.Sum((block, Block), (lane, 1)))}", 0)};");
        }
    }

    /// <summary>A vector times the numbers.</summary>
    public string Times(string vector, string name) => Kind == ElementScaleKind.None ? vector : $"{vector} * {name}Value";
}
