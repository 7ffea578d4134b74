using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the routine that packs weights.</summary>
internal static class PackingText
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="purpose">What the weights are for.</param>
    /// <param name="packed">The weights.</param>
    public static void Write(SourceWriter writer, string name, string purpose, PackedWeights packed)
    {
        // Fields: a span over constants is an array of its own at every call in a debug build.
        string Table(int number) => $"{name}Numbers{Text.Of(number + 1)}";
        for (int i = 0; i < packed.Constants.Count; i++)
        {
            string numbers = string.Join(", ", packed.Constants[i].Select(SourceWriter.Literal));
            writer.Line($"private static readonly float[] {Table(i)} = new float[] {{ {numbers} }};");
            writer.Blank();
        }

        writer.Line($"// Brings the weights from the order of the file into the order in which the kernels of {purpose} read them.");
        using SourceWriter.Scope method = writer.Block(
            $"internal static void {name}(ref float values, ref float packed, bool exact, {Names.PackShare} share)");
        for (int i = 0; i < packed.Constants.Count; i++)
        {
            writer.Line($"{Names.ReadOnlySpan}<float> {Constant(i)} = {Table(i)};");
        }

        HashSet<PackedPlace> read = [.. packed.Calls.SelectMany(call => call.Recipe.Reads)];
        string named = string.Empty;
        foreach (PackCall call in packed.Calls)
        {
            if (call.Layer != named)
            {
                named = call.Layer;
                writer.Line($"// {call.Layer}");
            }

            // Threads do not wait for each other: each packs by itself all of what it reads afterwards.
            string share = call.Places.Any(read.Contains) ? $"new {Names.PackShare}(Part: 0, Parts: 1)" : "share";
            Write(writer, call.Recipe, call.Places, share);
        }
    }

    private static void Write(SourceWriter writer, PackRecipe recipe, EquatableArray<PackedPlace> places, string share)
    {
        switch (recipe)
        {
            case PackExactOrFast either:
                WriteEither(writer, either.Exact, places[0], either.Fast, places[0], share);
                break;
            case PackExactApart apart:
                WriteEither(writer, apart.Exact, places[1], apart.Fast, places[0], share);
                break;
            case PackPair pair:
                writer.Line(Call(pair.First, new(places[0]), share));
                writer.Line(Call(pair.Second, new(places[1]), share));
                break;
            default:
                writer.Line(Call(recipe, places, share));
                break;
        }
    }

    private static void WriteEither(
        SourceWriter writer, PackRecipe exact, PackedPlace exactPlace, PackRecipe fast, PackedPlace fastPlace, string share)
    {
        using (writer.Block("if (exact)"))
        {
            writer.Line(Call(exact, new(exactPlace), share));
        }

        using (writer.Block("else"))
        {
            writer.Line(Call(fast, new(fastPlace), share));
        }
    }

    private static string Call(PackRecipe recipe, EquatableArray<PackedPlace> places, string share)
    {
        string to = string.Join(", ", places.Select(PlaceText.OfPacking));
        (string routine, string arguments) = recipe switch
        {
            PackWeights weights => (Routine(weights.Form), $"{Of(weights.Weights)}, {PlaceText.OfPacking(weights.Scale)}, {to}, "
                + $"{WeightOrderText.Expression(weights.Order)}{Numbers(weights.Form, share)}"),
            PackPaddedRows rows => ("PaddedRows", $"{Of(rows.Source)}, {to}, {Text.Of(rows.Rows)}, {Text.Of(rows.Length)}"),
            PackVector vector => ("Vector", $"{Of(vector.Source)}, {to}, {Text.Of(vector.Count)}"),
            PackUnits units => ("Units", $"{Of(units.Source)}, {to}, {Text.Of(units.Channels)}, {Text.Of(units.Positions)}"),
            FoldBatchNorm fold => ("FoldBatchNorm", $"{Of(fold.Scale)}, {Of(fold.Shift)}, {Of(fold.Mean)}, {Of(fold.Variance)}, "
                + $"{Of(fold.Bias)}, {to}, {Text.Of(fold.Count)}, {OfDouble(fold.Epsilon)}"),
            PackInverseDeviation inverse =>
                ("InverseDeviation", $"{Of(inverse.Variance)}, {to}, {Text.Of(inverse.Count)}, {OfDouble(inverse.Epsilon)}"),
            PackSoftmax softmax => ("Softmax", $"{Of(softmax.Scores)}, {to}, {Text.Of(softmax.Channels)}, {Text.Of(softmax.Taps)}"),
            _ => throw new NotSupportedException($"Unknown recipe {recipe.GetType().Name}."),
        };
        return $"{Names.Packing}.{routine}({arguments});";
    }

    private static string Of(PackSource? source) => source switch
    {
        null => PlaceText.None,
        TensorSource tensor => $"ref {Text.At("values", Text.Of(tensor.Offset))}",
        DerivedSource derived => PlaceText.OfPacking(derived.Place),
        FixedSource numbers => $"ref {Names.MemoryMarshal}.GetReference({Constant(numbers.Number)})",
        _ => throw new NotSupportedException($"Unknown source {source.GetType().Name}."),
    };

    private static string Constant(int number) => $"constants{Text.Of(number + 1)}";

    private static string Routine(WeightForm form) => form switch
    {
        BlockedForm => "Convolution",
        BFloat16Form => "BFloat16",
        PlanarForm => "Planar",
        InputVectorsForm => "InputVectors",
        DepthwiseForm => "Depthwise",
        WinogradForm => "Winograd",
        FourierForm => "Fft",
        _ => throw new NotSupportedException($"Unknown form {form.GetType().Name}."),
    };

    private static string Numbers(WeightForm form, string share) => form switch
    {
        BlockedForm or BFloat16Form => $", {share}",
        WinogradForm winograd => $", {Text.Of(winograd.Outputs)}, {share}",
        FourierForm fourier => $", {Text.Of(fourier.Rows)}, {Text.Of(fourier.Columns)}, {share}",
        _ => string.Empty,
    };
}
