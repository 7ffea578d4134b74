using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// Codewords for <see cref="ClusterPoolAttribute"/>: Lloyd's algorithm from the starts of k-means++ (Arthur and Vassilvitskii 2007). All is
/// seeded: equal arguments give equal codewords on every machine.
/// </summary>
public static class KMeans
{
    private const int MaxRounds = 100;

    /// <summary>Finds codewords that are near to some vectors.</summary>
    /// <param name="vectors">The vectors, one after the other.</param>
    /// <param name="dimension">Numbers in a vector.</param>
    /// <param name="clusters">How many codewords are found.</param>
    /// <param name="seed">What decides about the starts.</param>
    /// <returns>The codewords, one after the other: the tensor <c>codewords</c> [clusters, dimension].</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="dimension"/> or <paramref name="clusters"/> is not positive.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The vectors are not whole, fewer than the clusters, or have a number that is not finite.
    /// </exception>
    public static float[] Fit(ReadOnlySpan<float> vectors, int dimension, int clusters, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clusters);
        if (vectors.Length % dimension != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{vectors.Length} numbers are no whole vectors of {dimension}."), nameof(vectors));
        }

        RequireFinite(vectors, nameof(vectors));
        int count = vectors.Length / dimension;
        if (count < clusters)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{count} vectors are fewer than {clusters} clusters."), nameof(vectors));
        }

        float[] codewords = Start(vectors, dimension, clusters, new RandomSource((uint)seed));
        int[] assignment = new int[count];
        double[] distances = new double[count];
        Array.Fill(assignment, -1);
        for (int round = 0; round < MaxRounds && Assign(vectors, dimension, codewords, assignment, distances); round++)
        {
            Move(vectors, dimension, codewords, assignment, distances);
        }

        return codewords;
    }

    /// <summary>
    /// Finds codewords for the positions of maps, as a network's <c>Forward</c> yields them: channel after channel of each example.
    /// </summary>
    /// <param name="maps">The maps, one example after the other.</param>
    /// <param name="channels">Channels, which are the numbers of a vector.</param>
    /// <param name="positions">Positions of one channel.</param>
    /// <param name="clusters">How many codewords are found.</param>
    /// <param name="seed">What decides about the starts.</param>
    /// <returns>The tensor <c>codewords</c> [clusters, channels].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">
    /// The maps are not whole, have fewer positions than there are clusters, or a number that is not finite.
    /// </exception>
    public static float[] FitMaps(ReadOnlySpan<float> maps, int channels, int positions, int clusters, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(positions);
        long length = (long)channels * positions;
        if (maps.Length % length != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{maps.Length} numbers are no whole maps of {length}."), nameof(maps));
        }

        RequireFinite(maps, nameof(maps));
        float[] vectors = new float[maps.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            (int example, int rest) = Math.DivRem(i, (int)length);
            (int channel, int position) = Math.DivRem(rest, positions);
            vectors[(((example * positions) + position) * channels) + channel] = maps[i];
        }

        return Fit(vectors, channels, clusters, seed);
    }

    // No codeword is near to what is not a number.
    private static void RequireFinite(ReadOnlySpan<float> numbers, string name)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!float.IsFinite(numbers[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Number {i} is {numbers[i]}; all must be finite."), name);
            }
        }
    }

    // The first start is any vector, each other one a vector drawn by the square of its distance from the nearest start so far.
    private static float[] Start(ReadOnlySpan<float> vectors, int dimension, int clusters, RandomSource random)
    {
        int count = vectors.Length / dimension;
        float[] starts = new float[clusters * dimension];
        double[] nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        int chosen = random.NextBelow(count);
        for (int cluster = 0; ; cluster++)
        {
            Span<float> start = starts.AsSpan(cluster * dimension, dimension);
            vectors.Slice(chosen * dimension, dimension).CopyTo(start);
            if (cluster == clusters - 1)
            {
                return starts;
            }

            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                nearest[i] = Math.Min(nearest[i], SquaredDistance(vectors.Slice(i * dimension, dimension), start));
                sum += nearest[i];
            }

            double left = random.NextUniform() * sum;
            chosen = 0;
            while (chosen < count - 1 && (left -= nearest[chosen]) >= 0)
            {
                chosen++;
            }
        }
    }

    // Whether any vector has changed its cluster.
    private static bool Assign(ReadOnlySpan<float> vectors, int dimension, float[] codewords, int[] assignment, double[] distances)
    {
        bool changed = false;
        for (int i = 0; i < assignment.Length; i++)
        {
            ReadOnlySpan<float> vector = vectors.Slice(i * dimension, dimension);
            int nearest = 0;
            distances[i] = double.PositiveInfinity;
            for (int cluster = 0; cluster < codewords.Length / dimension; cluster++)
            {
                double distance = SquaredDistance(vector, codewords.AsSpan(cluster * dimension, dimension));
                if (distance < distances[i])
                {
                    (nearest, distances[i]) = (cluster, distance);
                }
            }

            changed |= assignment[i] != nearest;
            assignment[i] = nearest;
        }

        return changed;
    }

    // Every codeword becomes the mean of its vectors. One that has lost all takes the vector that is farthest from its own.
    private static void Move(ReadOnlySpan<float> vectors, int dimension, float[] codewords, int[] assignment, double[] distances)
    {
        double[] sums = new double[codewords.Length];
        int[] counts = new int[codewords.Length / dimension];
        for (int i = 0; i < assignment.Length; i++)
        {
            counts[assignment[i]]++;
            for (int j = 0; j < dimension; j++)
            {
                sums[(assignment[i] * dimension) + j] += vectors[(i * dimension) + j];
            }
        }

        for (int cluster = 0; cluster < counts.Length; cluster++)
        {
            Span<float> codeword = codewords.AsSpan(cluster * dimension, dimension);
            if (counts[cluster] == 0)
            {
                int farthest = Array.IndexOf(distances, distances.Max());
                distances[farthest] = 0;
                vectors.Slice(farthest * dimension, dimension).CopyTo(codeword);
                continue;
            }

            for (int j = 0; j < dimension; j++)
            {
                codeword[j] = (float)(sums[(cluster * dimension) + j] / counts[cluster]);
            }
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
