namespace ConvGen;

/// <summary>Tensors and texts of a checkpoint, read whole before anything is changed by them.</summary>
internal static class CheckpointFile
{
    /// <summary>Writes beside the file and then takes its place, so that there always is a whole one.</summary>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, CheckpointTexts texts) =>
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, tensors, texts.All));

    /// <summary>Reads the texts, and the tensors that they speak of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensorsOf">
    /// Reads the texts and says which tensors there must be; they get their numbers when all have been read.
    /// </param>
    /// <exception cref="WeightFormatException">The file is damaged, or its tensors are others.</exception>
    public static void Read(string path, Func<CheckpointTexts, IReadOnlyList<NamedTensor>> tensorsOf)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        List<TensorEntry> entries = SafetensorsReader.ReadEntries(file, path, file.Length, metadata);
        IReadOnlyList<NamedTensor> tensors = tensorsOf(new CheckpointTexts(path, metadata));
        var byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (NamedTensor tensor in tensors)
        {
            if (!byName.Remove(tensor.Name, out TensorEntry? entry))
            {
                problems.Add($"missing: '{tensor.Name}' {Extents.Format(tensor.Shape)}");
            }
            else if (entry.Type != "F32" || !entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
            {
                string inFile = Extents.Format(entry.Shape), here = Extents.Format(tensor.Shape);
                problems.Add($"shape: '{tensor.Name}' is {entry.Type} {inFile} in the file, F32 {here} here");
            }
        }

        problems.AddRange(byName.Keys.Select(name => $"extra: {SafetensorsHeader.Quote(name)}"));
        if (problems.Count > 0)
        {
            throw new WeightFormatException(path, problems);
        }

        var read = entries.ToDictionary(
            entry => entry.Name, entry => new float[(entry.End - entry.Begin) / sizeof(float)], StringComparer.Ordinal);
        SafetensorsReader.ReadData(file, path, entries, entry => read[entry.Name]);
        foreach (NamedTensor tensor in tensors)
        {
            read[tensor.Name].CopyTo(tensor.Values());
        }
    }
}
