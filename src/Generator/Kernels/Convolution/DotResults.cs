using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>An accumulator of a dot product.</summary>
/// <param name="Name">Its variable.</param>
/// <param name="Filter">Its filter.</param>
/// <param name="Row">Its row.</param>
/// <param name="Pixel">Its pixel in the row.</param>
internal readonly record struct DotSum(string Name, int Filter, int Row, int Pixel);

/// <summary>Where a result of dot products belongs.</summary>
/// <param name="Filter">Its filter.</param>
/// <param name="Row">Its row.</param>
/// <param name="Column">Its position in the row, counting those of all phases.</param>
/// <param name="IsStored">Whether it is stored, and not another block's.</param>
internal readonly record struct DotPlace(int Filter, int Row, int Column, bool IsStored)
{
    /// <summary>Its offset in a value with these strides.</summary>
    public int In(Strides strides) => (Filter * strides.Channel) + (Row * strides.Row) + (Column * strides.Pixel);
}

/// <summary>A vector of results of dot products.</summary>
/// <param name="Name">Its variable.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Places">Where its lanes belong.</param>
internal sealed record DotVector(string Name, VectorTarget Width, IReadOnlyList<DotPlace> Places);

/// <summary>Sums over the lanes of accumulators, and brings the sums to their places in the output.</summary>
/// <param name="target">The vector target.</param>
/// <param name="phases">Phases whose results are stored together.</param>
/// <param name="output">Strides of the output.</param>
/// <param name="residual">Strides of the value that is added; null for none.</param>
/// <param name="activation">What is applied before the result is stored.</param>
internal sealed class DotResults(VectorTarget target, int phases, Strides output, Strides? residual, Activation activation)
{
    /// <summary>Writes the sums over the lanes of a phase's accumulators.</summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="sums">The accumulators; results side by side in the output follow each other.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="firstStored">The first pixel whose results are stored.</param>
    public IReadOnlyList<DotVector> Sum(SourceWriter writer, IReadOnlyList<DotSum> sums, int phase, int firstStored)
    {
        List<DotVector> vectors = [];
        for (int first = 0; first < sums.Count; first += vectors[vectors.Count - 1].Places.Count)
        {
            int count = target.Lanes;
            while (count > sums.Count - first)
            {
                count /= 2;
            }

            List<DotSum> together = [.. sums.Skip(first).Take(count)];
            VectorTarget width = target.Fitting(count)!;
            string name = $"dots{Text.Of(vectors.Count + 1)}{(phases == 1 ? string.Empty : $"Of{Text.Of(phase + 1)}")}";
            string dots = LaneSums.Emit(writer, target, [.. together.Select(sum => sum.Name)], name);
            writer.Line($"{width.Type} {name} = {dots};");
            vectors.Add(new(
                name,
                width,
                [.. together.Select(sum => new DotPlace(sum.Filter, sum.Row, (sum.Pixel * phases) + phase, sum.Pixel >= firstStored))]));
        }

        return vectors;
    }

    /// <summary>Stores the results of all phases.</summary>
    public void Store(SourceWriter writer, KernelLibrary library, IReadOnlyList<IReadOnlyList<DotVector>> results)
    {
        foreach (DotVector vector in SideBySide(writer, results))
        {
            Store(writer, library, vector);
        }
    }

    // The lanes of phases in turn. Of several phases first the even and the odd ones are brought side by side.
    private static IReadOnlyList<DotVector> SideBySide(SourceWriter writer, IReadOnlyList<IReadOnlyList<DotVector>> phases)
    {
        if (phases.Count == 1)
        {
            return phases[0];
        }

        IReadOnlyList<DotVector> Every(int parity) => SideBySide(writer, [.. phases.Where((_, phase) => phase % 2 == parity)]);
        return [.. Every(0).Zip(Every(1), (first, second) => (first, second)).SelectMany(pair => Halves(writer, pair.first, pair.second))];
    }

    private static IEnumerable<DotVector> Halves(SourceWriter writer, DotVector first, DotVector second)
    {
        int lanes = first.Places.Count;
        foreach ((string half, int start) in new[] { ("Begin", 0), ("End", lanes / 2) })
        {
            int[] indices = [.. Enumerable.Range(0, lanes).Select(lane => start + (lane / 2) + (lane % 2 * lanes))];
            string name = $"{first.Name}{half}";
            writer.Line($"{first.Width.Type} {name} = {first.Width.Choose(first.Name, second.Name, indices)};");
            yield return new(
                name, first.Width, [.. indices.Select(index => index < lanes ? first.Places[index] : second.Places[index - lanes])]);
        }
    }

    private void Store(SourceWriter writer, KernelLibrary library, DotVector vector)
    {
        (string value, VectorTarget width) = (vector.Name, vector.Width);
        if (residual is { } added)
        {
            writer.Line($"{width.Type} {value}Sum = {value} + {Gathered(width, "residual", place => place.In(added), vector.Places, 0)};");
            value += "Sum";
        }

        string result = activation.Apply(
            width, library, value, distance => Gathered(width, "bias", place => distance + place.Filter, vector.Places, 0));
        if (!IsRun(output, vector.Places, 0, width.Lanes) && result != value)
        {
            writer.Line($"{width.Type} {vector.Name}Result = {result};");
            result = $"{vector.Name}Result";
        }

        StoreLanes(writer, width, result, vector.Places, 0, width.Lanes);
    }

    // In as large parts as lie side by side.
    private void StoreLanes(SourceWriter writer, VectorTarget width, string value, IReadOnlyList<DotPlace> places, int first, int count)
    {
        if (IsRun(output, places, first, count))
        {
            writer.Line(width.StoreLanes(value, first, count, "output", places[first].In(output)));
        }
        else if (count > 1)
        {
            StoreLanes(writer, width, value, places, first, count / 2);
            StoreLanes(writer, width, value, places, first + (count / 2), count / 2);
        }
    }

    // The vector of the numbers that results have beside them.
    private static string Gathered(
        VectorTarget width, string reference, Func<DotPlace, int> offsetOf, IReadOnlyList<DotPlace> places, int first)
    {
        int count = width.Lanes, start = offsetOf(places[first]);
        if (Enumerable.Range(0, count).All(lane => offsetOf(places[first + lane]) == start + lane))
        {
            return width.Load(reference, start);
        }

        if (Enumerable.Range(0, count).All(lane => offsetOf(places[first + lane]) == start))
        {
            return width.Broadcast(reference, start);
        }

        IEnumerable<string> parts = width.Fitting(count / 2) is { } half
            ? new[] { first, first + half.Lanes }.Select(lane => Gathered(half, reference, offsetOf, places, lane))
            : places.Skip(first).Take(count).Select(place => VectorTarget.At(reference, offsetOf(place)));
        return $"{width.Class}.Create({string.Join(", ", parts)})";
    }

    // Whether lanes are stored, and where a vector can be: side by side.
    private static bool IsRun(Strides strides, IReadOnlyList<DotPlace> places, int first, int count) =>
        (count == 1 || count >= VectorTarget.MinLanes)
        && Enumerable.Range(0, count).All(lane =>
            places[first + lane].IsStored && places[first + lane].In(strides) == places[first].In(strides) + lane);
}
