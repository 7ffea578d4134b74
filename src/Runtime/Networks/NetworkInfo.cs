using System.Globalization;
using System.Text;

namespace ConvGen;

/// <summary>What is known at compile time about a network.</summary>
/// <param name="name">The network's name.</param>
/// <param name="layers">Its layers in order of execution.</param>
/// <param name="arenaBytes">The bytes of intermediate values that one example takes at inference.</param>
/// <param name="examplesPerPass">The most examples that go through the network together at inference.</param>
/// <param name="workspaceBytes">The bytes of working memory that each thread has for itself at inference.</param>
/// <param name="packedBytes">The bytes of weights in the order in which inference reads them.</param>
/// <param name="inputs">Its inputs; the first layer when omitted.</param>
/// <param name="outputs">Its outputs; the last layer when omitted.</param>
/// <param name="sizes">The further sizes of its input.</param>
public sealed class NetworkInfo(
    string name,
    LayerInfo[] layers,
    long arenaBytes,
    int examplesPerPass,
    long workspaceBytes,
    long packedBytes,
    PortInfo[]? inputs = null,
    PortInfo[]? outputs = null,
    SizeInfo[]? sizes = null)
{
    private static readonly string[] Headings =
        ["layer", "kind", "settings", "output", "parameters", "MACs", "receptive field", "algorithm"];
    private static readonly bool[] AlignedRight = [false, false, false, false, true, true, true, false];

    /// <summary>The network's name.</summary>
    public string Name { get; } = name;

    /// <summary>The layers in order of execution.</summary>
    public IReadOnlyList<LayerInfo> Layers { get; } = Array.AsReadOnly(layers);

    /// <summary>The inputs, in the order of <c>Forward</c>'s parameters.</summary>
    public IReadOnlyList<PortInfo> Inputs { get; } = Array.AsReadOnly(inputs ?? [Only("input", layers[0])]);

    /// <summary>The outputs, in the order of <c>Forward</c>'s parameters.</summary>
    public IReadOnlyList<PortInfo> Outputs { get; } =
        Array.AsReadOnly(outputs ?? [Only("output", layers[^1]) with { ComputedBy = layers[^1].Kind }]);

    /// <summary>The sizes of its input that the network is compiled for besides the declared one.</summary>
    public IReadOnlyList<SizeInfo> Sizes { get; } = Array.AsReadOnly(sizes ?? []);

    /// <summary>How many numbers the network learns.</summary>
    public long ParameterCount { get; } = layers.Sum(layer => layer.ParameterCount);

    /// <summary>How many multiply-accumulate operations one example takes.</summary>
    public long Macs { get; } = layers.Sum(layer => layer.Macs);

    /// <summary>
    /// The bytes of intermediate values that one example takes at inference. A context holds as many times that as
    /// <see cref="ExamplesPerPass"/> says.
    /// </summary>
    public long ArenaBytes { get; } = arenaBytes;

    /// <summary>The most examples that go through the network together at inference.</summary>
    public int ExamplesPerPass { get; } = examplesPerPass;

    /// <summary>The bytes of working memory that each thread of a context has for itself at inference.</summary>
    public long WorkspaceBytes { get; } = workspaceBytes;

    /// <summary>
    /// The bytes of weights in the order in which inference reads them, transformed and filled up to whole blocks. All contexts share
    /// them; the parameters as files have them come on top. With <see cref="NetworkOptions.Exact"/> dense layers with weights in
    /// <see cref="WeightPrecision.BFloat16"/> take more.
    /// </summary>
    public long PackedBytes { get; } = packedBytes;

    /// <summary>A table of the layers with totals, the same under every culture.</summary>
    public override string ToString()
    {
        var rows = new List<string[]> { Headings };
        rows.AddRange(Layers.Select(Row));
        rows.Add(["total", "", "", "", Number(ParameterCount), Number(Macs), "", ""]);
        int[] widths = [.. Headings.Select((_, column) => rows.Max(row => row[column].Length))];

        // It has no column of its own and widens none.
        rows[^1][^1] = $"bytes: {Number(ArenaBytes)} arena per example, {Number(WorkspaceBytes)} workspace per thread, "
            + $"{Number(PackedBytes)} packed weights";

        StringBuilder text = new StringBuilder(Name).Append('\n');
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == 1 || i == rows.Count - 1)
            {
                text.AppendJoin("  ", widths.Select(width => new string('-', width))).Append('\n');
            }

            AppendRow(text, rows[i], widths);
        }

        foreach (SizeInfo size in Sizes)
        {
            string outputs = string.Join(" + ", size.Outputs.Select(output => Extents(output.Shape)));
            text.Append($"at {Extents(size.Size)}: output {outputs}, {Number(size.Macs)} MACs, ");
            text.Append($"{Number(size.ArenaBytes)} bytes of arena per example\n");
        }

        return text.ToString();
    }

    private static PortInfo Only(string name, LayerInfo layer) => new(name, layer.Name, layer.OutputShape);

    private static string[] Row(LayerInfo layer) =>
    [
        layer.Name, layer.Kind, layer.Settings, Extents(layer.OutputShape), Count(layer.ParameterCount), Count(layer.Macs),
        Extents(layer.ReceptiveField), layer.Algorithm,
    ];

    private static void AppendRow(StringBuilder text, string[] row, int[] widths)
    {
        IEnumerable<string> line = row.Select((cell, column) =>
            AlignedRight[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        text.Append(string.Join("  ", line).TrimEnd()).Append('\n');
    }

    /// <summary>A layer's count: a zero would only clutter the column.</summary>
    private static string Count(long value) => value == 0 ? "" : Number(value);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Extents(IReadOnlyList<int> extents) =>
        string.Join('×', extents.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
}
