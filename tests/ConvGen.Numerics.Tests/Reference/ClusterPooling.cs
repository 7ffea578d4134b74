namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Positions assigned to their nearest codewords, and each cluster pooled apart: K·C features, cluster by cluster.</summary>
internal static class ClusterPooling
{
    /// <param name="x">The input.</param>
    /// <param name="codewords">[clusters, channels].</param>
    /// <param name="average">Whether means are taken instead of maxima.</param>
    public static Result Run(Tensor x, Tensor codewords, bool average)
    {
        int clusters = codewords.Shape[0];
        Tensor y = new(x.Examples, clusters * x.Channels);
        double margin = double.PositiveInfinity;

        // What each element of the input has of each feature: (element, feature, share).
        List<(int Element, int Feature, double Share)> shares = [];
        for (int example = 0; example < x.Examples; example++)
        {
            int[] assignment = Assign(x, example, codewords, ref margin);
            for (int channel = 0; channel < x.Channels; channel++)
            {
                int map = (example * x.Channels + channel) * x.Positions;
                for (int cluster = 0; cluster < clusters; cluster++)
                {
                    int[] members = [.. Enumerable.Range(0, x.Positions).Where(position => assignment[position] == cluster).Select(position => map + position)];
                    int feature = (example * clusters + cluster) * x.Channels + channel;
                    if (members.Length == 0)
                        continue;
                    if (average)
                    {
                        shares.AddRange(members.Select(element => (element, feature, 1.0 / members.Length)));
                        continue;
                    }

                    int first = members.MaxBy(element => x.Values[element]);
                    shares.Add((first, feature, 1));
                    double[] lower = [.. members.Select(element => x.Values[element]).Where(value => value != x.Values[first])];
                    if (lower.Length > 0)
                        margin = Math.Min(margin, x.Values[first] - lower.Max());
                }
            }
        }

        foreach ((int element, int feature, double share) in shares)
            y.Values[feature] += x.Values[element] * share;
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            foreach ((int element, int feature, double share) in shares)
                byInput.Values[element] += gradient.Values[feature] * share;
            return [byInput];
        })
        {
            Margin = margin,
        };
    }

    private static int[] Assign(Tensor x, int example, Tensor codewords, ref double margin)
    {
        int[] assignment = new int[x.Positions];
        for (int position = 0; position < x.Positions; position++)
        {
            double[] distances = [.. Enumerable.Range(0, codewords.Shape[0]).Select(cluster => Enumerable.Range(0, x.Channels).Sum(channel =>
            {
                double difference = x.Values[(example * x.Channels + channel) * x.Positions + position] - codewords.Values[cluster * x.Channels + channel];
                return difference * difference;
            }))];
            assignment[position] = Array.IndexOf(distances, distances.Min());
            double[] others = [.. distances.Where((_, cluster) => cluster != assignment[position])];
            if (others.Length > 0)
                margin = Math.Min(margin, others.Min() - distances.Min());
        }

        return assignment;
    }
}
