namespace ConvGen;

/// <summary>Reads weights into a network that there is already: all of them, or those of a part of it.</summary>
public static class WeightLoading
{
    private static readonly string[] KnownPrefixes = ["model.", "module.", "state_dict.", "net.", "network.", "backbone."];

    /// <summary>
    /// Reads parameters from a safetensors file into the network. When it fails, nothing changes. Nothing of the network may be running.
    /// </summary>
    /// <typeparam name="TNetwork">The generated network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How its tensors are named, and whether they may be a part; null when everything must fit as it is.</param>
    /// <returns>What was read, and what was not.</returns>
    /// <exception cref="WeightFormatException">
    /// The file is damaged, or its tensors are not those of the network; nothing of it fits, where a part is enough. The message says which
    /// prefix would make more of them fit.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static WeightLoadReport LoadWeights<TNetwork>(this TNetwork network, string path, WeightLoadOptions? options = null)
        where TNetwork : INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        WeightStore store = network.Parameters.Store;
        WeightLoadReport? report = null;
        store.Transfer(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            report = Read(file, path, store, options ?? new WeightLoadOptions());
        });
        return report!;
    }

    private static WeightLoadReport Read(FileStream file, string path, WeightStore store, WeightLoadOptions options)
    {
        List<TensorEntry> entries = SafetensorsReader.ReadEntries(file, path, file.Length);
        var matching = new WeightMatching(entries, store.Parameters, options.NameOf);
        var report = new WeightLoadReport([.. matching.Loaded], matching.Missing, matching.Mismatched, [.. matching.Unexpected]);
        bool fits = options.Partial ? report.Loaded.Count > 0 || store.Parameters.Count == 0 : matching.Problems.Count == 0;
        if (!fits)
        {
            string advice = Suggestion(entries, store.Parameters, report.Loaded.Count, options.Prefix);
            throw new WeightFormatException(path, matching.Problems, advice);
        }

        SafetensorsReader.ReadMatched(file, path, entries, matching, store.Parameters, store.ValuesBuffer);
        return report;
    }

    /// <summary>Which prefix would make more of a file's tensors those of a network; nothing when none would.</summary>
    internal static string Suggestion(List<TensorEntry> entries, ParameterCollection tensors, int loaded, string used = "")
    {
        int Fitting(string prefix) => entries.Count(entry =>
            entry.Name.StartsWith(prefix, StringComparison.Ordinal) && tensors.Contains(entry.Name[prefix.Length..]));
        IEnumerable<string> candidates = entries.Where(entry => entry.Name.Contains('.', StringComparison.Ordinal))
            .Select(entry => entry.Name[..(entry.Name.IndexOf('.', StringComparison.Ordinal) + 1)])
            .Distinct()
            .Take(100);
        string? best = KnownPrefixes.Concat(candidates).Distinct().Where(prefix => prefix != used).MaxBy(Fitting);
        return best is not null && Fitting(best) > loaded
            ? $"\nThe names in the file begin with '{best}': LoadWeights(path, new WeightLoadOptions {{ Prefix = \"{best}\" }}) "
                + $"finds {Fitting(best)} of the network's tensors."
            : "";
    }
}
