namespace ConvGen.Onnx.Declarations;

/// <summary>
/// The layers of a block with the numbers that a use can say set aside: how many filters, as parts or multiples of one number, and the
/// stride. Blocks with equal keys can be one.
/// </summary>
internal sealed class BlockForm
{
    // What BlockArgument.Filters can be divided by, and how often it can be taken, in constants of 32 bits.
    private const int MaxDivisor = 64;
    private const int MaxMultiple = 7;

    private readonly IReadOnlyList<AttributeText> _layers;

    private BlockForm(IReadOnlyList<AttributeText> layers)
    {
        _layers = layers;
        Filters = Unit(Numbers(layers, (_, value) => value.IsFilters));
        int[] strides = Numbers(layers, (argument, _) => argument.IsStride);
        Stride = strides.Length == 1 ? strides[0] : null;
        Key = string.Join("\n", Write(opensFilters: true, opensStride: true).Select(layer => layer.Text));
    }

    /// <summary>The layers' texts with the numbers set aside.</summary>
    public string Key { get; }

    /// <summary>The number that the others are parts or multiples of; <see langword="null"/> where there is none.</summary>
    public int? Filters { get; }

    /// <summary>The stride that all layers with a stride have; <see langword="null"/> where they differ or none has one.</summary>
    public int? Stride { get; }

    /// <summary>The form of layers.</summary>
    public static BlockForm Of(IEnumerable<AttributeText> layers) => new([.. layers]);

    /// <summary>The layers of the block.</summary>
    /// <param name="opensFilters">Whether uses say the number of filters.</param>
    /// <param name="opensStride">Whether uses say the stride.</param>
    public IReadOnlyList<AttributeText> Write(bool opensFilters, bool opensStride) =>
    [
        .. _layers.Select(layer => layer.With((argument, value) =>
            opensStride && Stride is not null && argument.IsStride ? AttributeValue.BlockStride
            : opensFilters && Filters is { } unit && value.IsFilters ? AttributeValue.BlockFilters(value.Number!.Value, unit)
            : value)),
    ];

    private static int[] Numbers(IReadOnlyList<AttributeText> layers, Func<AttributeArgument, AttributeValue, bool> isWanted) =>
    [
        .. layers
            .SelectMany(layer => layer.Arguments)
            .SelectMany(argument => argument.Values.Where(value => isWanted(argument, value)))
            .Select(value => value.Number!.Value)
            .Distinct(),
    ];

    // The smallest number where the others are multiples of it, else the largest where they are parts of it.
    private static int? Unit(int[] numbers) =>
        numbers.Length == 0 || numbers.Min() < 1 ? null
        : Fits(numbers, numbers.Min()) ? numbers.Min()
        : Fits(numbers, numbers.Max()) ? numbers.Max()
        : null;

    private static bool Fits(int[] numbers, int unit) => numbers.All(number =>
        number >= unit
            ? number % unit == 0 && number / unit <= MaxMultiple
            : unit % number == 0 && unit / number is var parts && parts <= MaxDivisor && (parts & (parts - 1)) == 0);
}
