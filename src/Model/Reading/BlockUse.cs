using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Reading;

/// <summary>How a use places a block.</summary>
/// <param name="Copies">How many copies follow each other.</param>
/// <param name="Values">What it says of the block's numbers: numbers by their order, then texts.</param>
/// <param name="Tied">Whether all copies share one set of weights.</param>
public sealed record BlockUse(int Copies, IReadOnlyList<object?> Values, bool Tied)
{
    /// <summary>Reads a use.</summary>
    public static BlockUse Read(AttributeReading reading) => new(
        reading.Integer("Repeat", 1), reading.Values(BlockValues.Argument), reading.Switch("Tied"));

    /// <summary>The layer without any copies, for a use that is wrong.</summary>
    public UseLayer Empty => new(EquatableArray<EquatableArray<LayerDeclaration>>.Empty, Tied);

    /// <summary>The layer with its copies. Copies with equal numbers are read once.</summary>
    /// <param name="parameters">The block's numbers.</param>
    /// <param name="around">The numbers of the block that the use is in; <see langword="null"/> in a network.</param>
    /// <param name="read">Reads a copy, given its numbers.</param>
    /// <param name="report">Receives what is wrong with the use.</param>
    public UseLayer Expand(
        BlockParameters parameters,
        BlockNumbers? around,
        Func<BlockNumbers, EquatableArray<LayerDeclaration>> read,
        Action<Problem> report)
    {
        bool isRight = true;
        void Report(Problem problem)
        {
            isRight = false;
            report(problem);
        }

        var values = BlockValues.Read(this, parameters, around, Report);
        var copies = new EquatableArray<LayerDeclaration>[Copies];
        for (int copy = 0; copy < Copies; copy++)
        {
            if (copy > 0 && !values.ChangesAt(copy))
            {
                copies[copy] = copies[copy - 1];
                continue;
            }

            BlockNumbers numbers = new(values, copy);
            copies[copy] = read(numbers);

            // The same would be said for every layer that asks for a number, and every copy. What is not understood is missing.
            if (isRight && numbers.Problems.Count > 0)
            {
                Report(numbers.Problems[0]);
            }
            else if (isRight && copy == 0)
            {
                values.ReportUnused(numbers.Used);
            }
        }

        return Empty with { Copies = copies.ToEquatableArray() };
    }

    /// <summary>The use as declared.</summary>
    public static LayerDeclaration Declare(UseLayer use, AttributeReading reading) =>
        new(use, reading.Text("Name"), reading.Text("From"), EquatableArray<string>.Empty)
        {
            Share = reading.Text("Share"),
            Trainable = reading.Switch("Trainable", true),
        };
}
