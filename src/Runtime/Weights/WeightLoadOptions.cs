namespace ConvGen;

/// <summary>
/// How <see cref="WeightLoading.LoadWeights{TNetwork}(TNetwork, string, WeightLoadOptions)"/> finds a network's tensors in a file.
/// </summary>
public sealed record WeightLoadOptions
{
    /// <summary>
    /// Only tensors whose names begin so are read, without it: <c>model.</c> for a checkpoint of this package or of PyTorch Lightning,
    /// <c>module.</c> for one of PyTorch's DataParallel, <c>backbone.</c> for a part.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>What a tensor of the file, without <see cref="Prefix"/>, is called in the network; null for one to be left out.</summary>
    public Func<string, string?>? Rename { get; init; }

    /// <summary>
    /// Whether tensors may be missing, left over, or of another shape: those that fit are read, the others keep their numbers, and the
    /// report says which. Otherwise everything must fit.
    /// </summary>
    public bool Partial { get; init; }

    /// <summary>What a tensor of the file is called in the network.</summary>
    internal string? NameOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = name[Prefix.Length..];
        return Rename is null ? rest : Rename(rest);
    }
}
