using ConvGen.Fuzzing.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <summary>From a layer's settings and the shapes that it reads to what it computes, as the pages of docs/layers define it.</summary>
internal static partial class LayerDefinitions
{
    private const int MaxValues = 1 << 22;

    /// <summary>The definition of a layer.</summary>
    /// <param name="attribute">Its settings.</param>
    /// <param name="inputs">The shapes of what it reads: channels, then the spatial axes.</param>
    /// <exception cref="InvalidDeclarationException">There is no such layer over these shapes.</exception>
    public static Definition Of(Attribute attribute, int[][] inputs)
    {
        Definition definition = OfConvolution(attribute, inputs[0])
            ?? OfPooling(attribute, inputs)
            ?? OfNormalisation(attribute, inputs[0])
            ?? OfActivation(attribute, inputs[0])
            ?? OfMovement(attribute, inputs[0])
            ?? OfCombination(attribute, inputs)
            ?? throw new InvalidDeclarationException($"There is no definition of {attribute.GetType().Name}.");
        CheckShape(definition.Shape);
        return definition with
        {
            IsExact = IsExact(attribute),
            HasStatistics = attribute is BatchNormAttribute or NormalisationAttribute,
        };
    }

    /// <summary>Refuses a shape without values, or with more than can be looked at.</summary>
    public static void CheckShape(int[] shape)
    {
        Require(shape.Length is > 0 and <= 4 && shape.All(extent => extent > 0), "there is no value");
        Require(Product(shape) <= MaxValues, "it is too large");
    }

    private static long Product(IEnumerable<int> extents) => extents.Aggregate(1L, (product, extent) => Math.Min(product * Math.Max(1L, extent), long.MaxValue >> 32));

    private static bool IsExact(Attribute attribute) => attribute
        is MaxPoolAttribute or MinPoolAttribute or GlobalMaxPoolAttribute or AdaptiveMaxPoolAttribute or PyramidPoolAttribute { Kind: PoolingKind.Max } or MaxoutAttribute
        or FlattenAttribute or ReshapeAttribute or PadAttribute or CropAttribute or SliceAttribute or SplitAttribute
        or PixelShuffleAttribute or PixelUnshuffleAttribute or ChannelShuffleAttribute or GatherAttribute or PermuteAttribute or ReduceAttribute { Kind: ReductionKind.Max or ReductionKind.Min } or UpsampleAttribute { Mode: UpsampleMode.Nearest }
        or ReluAttribute or Relu6Attribute or HardTanhAttribute or ThresholdedReluAttribute or HardShrinkAttribute or AbsAttribute or NegAttribute
        or ConcatAttribute or MaximumAttribute or MinimumAttribute or DropoutAttribute;

    private static void Require(bool condition, string what)
    {
        if (!condition)
            throw new InvalidDeclarationException($"Invalid: {what}.");
    }

    private static void RequireAxes(int[] axes, int[] shape) =>
        Require(axes.All(axis => axis >= 0 && axis < shape.Length) && axes.Distinct().Count() == axes.Length, "there is no such axis");

    private static int Length(IEnumerable<int> extents) => extents.Aggregate(1, (product, extent) => product * extent);

    private static int[] Spatial(int[] shape, string what)
    {
        Require(shape.Length > 1, $"{what} needs spatial axes");
        return shape[1..];
    }

    /// <summary>One number for all axes, or one for each.</summary>
    private static int[] PerAxis(int[] numbers, int rank)
    {
        Require(numbers.Length == 1 || numbers.Length == rank, "an array does not have one number per axis");
        return numbers.Length == rank ? numbers : [.. Enumerable.Repeat(numbers[0], rank)];
    }
}
