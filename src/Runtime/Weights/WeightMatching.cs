namespace ConvGen;

/// <summary>Which tensor of a network takes which of a file, and what of either is left over.</summary>
internal sealed class WeightMatching
{
    private readonly ParameterCollection _tensors;
    private readonly List<string> _problems = [];
    private readonly List<TensorEntry> _unexpected = [];

    // By the entries themselves: their contents need not be hashed.
    private readonly Dictionary<TensorEntry, int> _matches = new(ReferenceEqualityComparer.Instance);

    /// <summary>Matches tensors by their names.</summary>
    /// <param name="entries">Those of the file.</param>
    /// <param name="tensors">Those of the network.</param>
    /// <param name="nameOf">What a tensor of the file is called in the network; null for one that does not count.</param>
    public WeightMatching(List<TensorEntry> entries, ParameterCollection tensors, Func<string, string?> nameOf)
    {
        _tensors = tensors;
        var byName = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        foreach (TensorEntry entry in entries)
        {
            string? name = nameOf(entry.Name);
            if (name is not null && !byName.TryAdd(name, entry))
            {
                string first = SafetensorsHeader.Quote(byName[name].Name), second = SafetensorsHeader.Quote(entry.Name);
                _problems.Add($"twice: {first} and {second} are both '{name}'");
            }
        }

        for (int i = 0; i < tensors.Count; i++)
        {
            Match(i, byName);
        }

        foreach (TensorEntry entry in entries)
        {
            string? name = nameOf(entry.Name);
            if (name is not null && byName.ContainsKey(name) && !IsIgnored(entry.Name))
            {
                _unexpected.Add(entry);
                _problems.Add($"extra: {SafetensorsHeader.Quote(entry.Name)} {Extents.Format(entry.Shape)}");
            }
        }
    }

    /// <summary>Everything that keeps the file from being this network's: missing and mis-shaped tensors, then those left over.</summary>
    public List<string> Problems => _problems;

    /// <summary>The network's tensors that the file has.</summary>
    public IEnumerable<string> Loaded => _matches.Values.Order().Select(tensor => _tensors[tensor].Name);

    /// <summary>The network's tensors that the file does not have.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The network's tensors that have another shape, or a type that cannot be read, in the file, with both.</summary>
    public List<string> Mismatched { get; } = [];

    /// <summary>The file's tensors that the network does not have.</summary>
    public IEnumerable<string> Unexpected => _unexpected.Select(entry => entry.Name);

    /// <summary>Which tensor of the network takes one of the file; −1 for none.</summary>
    public int TensorOf(TensorEntry entry) => _matches.TryGetValue(entry, out int tensor) ? tensor : -1;

    private void Match(int index, Dictionary<string, TensorEntry> byName)
    {
        NetworkParameter tensor = _tensors[index];
        if (!byName.Remove(tensor.Name, out TensorEntry? entry))
        {
            Missing.Add(tensor.Name);
            _problems.Add($"missing: '{tensor.Name}' {Extents.Format(tensor.Shape)}");
        }
        else if (!HasShape(entry, tensor.Shape))
        {
            string inFile = Extents.Format(entry.Shape), inNetwork = Extents.Format(tensor.Shape);
            Mismatched.Add($"'{tensor.Name}' is {inFile} in the file, {inNetwork} in the network");
            _problems.Add($"shape: {Mismatched[^1]}");
        }
        else if (!IsReadable(entry.Type))
        {
            Mismatched.Add(
                $"'{tensor.Name}' {Extents.Format(tensor.Shape)} is {entry.Type} in the file; F32, F16, BF16 and F64 can be read");
            _problems.Add($"type: {Mismatched[^1]}");
        }
        else
        {
            _matches.Add(entry, index);
        }
    }

    // Written out: every file is read once, by code that is compiled for it, and a query over numbers is a dozen methods.
    private static bool HasShape(TensorEntry entry, IReadOnlyList<int> shape)
    {
        bool isSame = entry.Shape.Length == shape.Count;
        for (int axis = 0; isSame && axis < shape.Count; axis++)
        {
            isSame = entry.Shape[axis] == shape[axis];
        }

        return isSame;
    }

    private static bool IsReadable(string type) => type is "F32" or "F16" or "BF16" or "F64";

    /// <summary>PyTorch's batch normalisation counts its minibatches; nothing here depends on it.</summary>
    private static bool IsIgnored(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
