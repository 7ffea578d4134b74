using System.Collections.Immutable;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;

namespace ConvGen.Fuzzing.Mutating;

/// <summary>Declarations as slips and malice leave them: some changes to drawn ones, the same for the same seed.</summary>
internal sealed class Mutator
{
    private const int MaxChanges = 3;

    private static readonly int[] Numbers =
    [
        0, 1, 2, 3, 5, 7, 16, 17, 255, 300, 46_341, 65_536, 1_000_000, 1 << 28, 1_000_000_000, int.MaxValue, int.MaxValue - 1, -1, -2, int.MinValue,
    ];

    private static readonly double[] Fractions =
        [0, -0.0, 1, -1, 0.5, 1e-300, 1e-9, 1e9, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly string[] Names =
        ["", " ", "input", "output", "nobody", "conv1", "class", "a.b", ".", "a..b", "1", "Info", "Forward", "Context", "ünï", "\u0001", "\uD800", "{0}", "\"", "*/", "//"];

    private static readonly string[] Expressions =
    [
        "null", "default", "typeof(int)", "(RoundingMode)7", "(BiasKind)(-1)", "[]", "[1]", "[1, 2, 3, 4, 5]", "[-1, 0]", "\"text\"", "1.5", "true", "'c'",
        "BlockArgument.Number1", "BlockArgument.Number2 * 3", "nameof(Conv)", "1 / 0", "new int[3]",
    ];

    private readonly Dice _dice;
    private readonly LayerDrawer _layers;

    private Mutator(int seed)
    {
        _dice = new(seed);
        _layers = new(_dice);
    }

    /// <summary>A drawn declaration with some changes.</summary>
    public static Declaration Draw(int seed)
    {
        Mutator mutator = new(seed);
        Declaration declaration = NetworkDrawer.Draw(seed);
        for (int changes = mutator._dice.Weighted((3, 1), (1, 2), (1, MaxChanges)); changes > 0; changes--)
            declaration = mutator.Change(declaration);
        return declaration;
    }

    private Declaration Change(Declaration declaration)
    {
        // Now and then in a block.
        if (declaration.Blocks.Length > 0 && _dice.Chance(0.3))
        {
            BlockDeclaration block = _dice.Of<BlockDeclaration>([.. declaration.Blocks]);
            return declaration with { Blocks = declaration.Blocks.Replace(block, block with { Layers = Change(block.Layers) }) };
        }

        return declaration with { Layers = Change(declaration.Layers) };
    }

    private ImmutableArray<Layer> Change(ImmutableArray<Layer> layers)
    {
        if (layers.IsEmpty)
            return [Any()];
        int at = _dice.Between(0, layers.Length - 1), other = _dice.Between(0, layers.Length - 1);
        return _dice.Between(0, 12) switch
        {
            0 => layers.RemoveAt(at),
            1 => layers.Insert(other, layers[at]),
            2 => layers.SetItem(at, layers[other]).SetItem(other, layers[at]),
            3 => layers.Insert(at, Any()),
            4 => layers.SetItem(at, layers[at] with { Kind = Any().Kind }),
            5 => layers.SetItem(at, layers[at].Set(_dice.Of("Name", "From", "Share"), Name(layers))),
            6 => layers.Insert(at, _dice.Of(
                Layer.Of("Trainable"), Layer.Of("Budget").Set("Parameters", Number()), Layer.Of("Size", Number(), Number()), Layer.Of("Output"),
                Layer.Of("Input", Number(), Number()), Layer.Of("Block"))),
            7 => layers.SetItem(at, layers[at].Set("Trainable", _dice.Chance(0.3))),
            _ => layers.SetItem(at, ChangeArgument(layers[at], layers)),
        };
    }

    private Layer ChangeArgument(Layer layer, ImmutableArray<Layer> layers)
    {
        if (layer.Arguments.IsEmpty)
            return _dice.Chance(0.5) ? Layer.Of(layer.Kind, Number()) : layer.Set(_dice.Of("Name", "From", "Groups", "Kernel"), Any(layers));
        int at = _dice.Between(0, layer.Arguments.Length - 1);
        Argument argument = layer.Arguments[at];
        return _dice.Between(0, 7) switch
        {
            0 => layer with { Arguments = layer.Arguments.RemoveAt(at) },
            1 => layer with { Arguments = layer.Arguments.Add(argument) },
            2 => layer with { Arguments = layer.Arguments.SetItem(at, argument with { Value = Any(layers) }) },
            _ => layer with { Arguments = layer.Arguments.SetItem(at, argument with { Value = Extreme(argument.Value, layers) }) },
        };
    }

    // Another value of the same kind.
    private object Extreme(object value, ImmutableArray<Layer> layers) => value switch
    {
        int => Number(),
        double => _dice.Of<double>(Fractions),
        string => Name(layers),
        bool truth => !truth,
        int[] numbers => _dice.Chance(0.3) ? numbers.Append(Number()).ToArray() : Array.ConvertAll(numbers, number => _dice.Chance(0.5) ? Number() : number),
        double[] numbers => Array.ConvertAll(numbers, number => _dice.Chance(0.5) ? _dice.Of<double>(Fractions) : number),
        Enum => new Code($"({value.GetType().Name}){Number()}"),
        _ => Any(layers),
    };

    private object Any(ImmutableArray<Layer> layers) => _dice.Between(0, 3) switch
    {
        0 => Number(),
        1 => _dice.Of<double>(Fractions),
        2 => Name(layers),
        _ => new Code(_dice.Of<string>(Expressions)),
    };

    private int Number() => _dice.Of<int>(Numbers);

    // Names of others, more often than not.
    private string Name(ImmutableArray<Layer> layers)
    {
        string[] taken = [.. layers.Select(layer => layer.Name).OfType<string>()];
        return taken.Length > 0 && _dice.Chance(0.6) ? _dice.Of<string>(taken) : _dice.Of<string>(Names);
    }

    private Layer Any() => _layers.Any([_dice.Of(1, 3, 16), 5, 6]);
}
