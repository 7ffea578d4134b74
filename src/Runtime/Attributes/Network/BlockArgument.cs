namespace ConvGen;

/// <summary>
/// What stands in a block for what its use says. A block gives the numbers that it takes names by constants of its own, which stand in
/// for any number of an attribute:
/// <code>
/// [Block]
/// [Conv(Filters, k: 3, s: Stride, p: 1), Relu, Conv(Filters * 4, k: 1)]
/// public class Unit
/// {
///     private const int Filters = BlockArgument.Number1;
///     private const int Stride = BlockArgument.Number2;
/// }
/// </code>
/// <c>[Use&lt;Unit&gt;(16, 2)]</c> and <c>[Use&lt;Unit&gt;("Filters = 16", "Stride = 2")]</c> then say what they are. They may be
/// multiplied by whole numbers up to 8, and divided by 2, 4, 8, 16, 32 and 64; but not added.
/// </summary>
public static class BlockArgument
{
    /// <summary>The first number of the use.</summary>
    public const int Number1 = 521 << 18;

    /// <summary>The second number of the use.</summary>
    public const int Number2 = 523 << 18;

    /// <summary>The third number of the use.</summary>
    public const int Number3 = 541 << 18;

    /// <summary>The fourth number of the use.</summary>
    public const int Number4 = 547 << 18;

    /// <summary>The fifth number of the use.</summary>
    public const int Number5 = 557 << 18;

    /// <summary>The sixth number of the use.</summary>
    public const int Number6 = 563 << 18;

    /// <summary>The seventh number of the use.</summary>
    public const int Number7 = 587 << 18;

    /// <summary>The eighth number of the use.</summary>
    public const int Number8 = 601 << 18;

    /// <summary>The ninth number of the use.</summary>
    public const int Number9 = 613 << 18;

    /// <summary>The tenth number of the use.</summary>
    public const int Number10 = 673 << 18;

    /// <summary>The eleventh number of the use.</summary>
    public const int Number11 = 683 << 18;

    /// <summary>The twelfth number of the use.</summary>
    public const int Number12 = 691 << 18;

    /// <summary>The thirteenth number of the use.</summary>
    public const int Number13 = 701 << 18;

    /// <summary>The fourteenth number of the use.</summary>
    public const int Number14 = 787 << 18;

    /// <summary>The fifteenth number of the use.</summary>
    public const int Number15 = 811 << 18;

    /// <summary>The sixteenth number of the use.</summary>
    public const int Number16 = 821 << 18;

    /// <summary>
    /// The name of what the block reads, for <see cref="LayerAttribute.From"/> and for layers that combine:
    /// <c>[Add(BlockArgument.Input)]</c>.
    /// </summary>
    public const string Input = "input";
}
