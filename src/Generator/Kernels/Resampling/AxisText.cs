using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Resampling;

/// <summary>
/// How emitted code finds the source positions of an outer axis: by arithmetic where that is simple, else from a constant table.
/// </summary>
/// <param name="name">What a source position is called.</param>
/// <param name="map">The axis.</param>
/// <param name="index">The variable with the position of the result.</param>
internal sealed class AxisText(string name, AxisMap map, string index)
{
    private readonly int? _shift = Shift(map);
    private readonly string _tap = $"{name}Tap";
    private readonly string _index = map.Count == 1 ? "0" : index;

    /// <summary>The source position, as an expression, once it is found.</summary>
    public string Position { get; private set; } = "0";

    /// <summary>Whether a position of a selection is nothing, as an expression; null where none is.</summary>
    public string? IsNothing => !map.HasGaps ? null : $"(uint){Text.Factor(Position)} >= {Text.Of(map.Extent)}u";

    public bool IsWeighted => map.HasWeights;

    /// <summary>The factor of the tap that <see cref="OpenTaps"/> is at, as an expression.</summary>
    public string Weight => $"{name}Weights[{_tap}]";

    private bool IsTable => _shift is null;

    /// <summary>Declares the tables.</summary>
    public void Declare(SourceWriter writer, KernelLibrary library)
    {
        if (map.IsIdentity || (map.IsSelection && !IsTable))
        {
            return;
        }

        if (map.IsSelection)
        {
            library.DeclareTable(writer, "int", $"{name}s", Enumerable.Range(0, map.Count).Select(i => Text.Of(SelectedBy(i))));
            return;
        }

        library.DeclareTable(writer, "int", $"{name}Starts", map.Starts.Select(Text.Of));
        library.DeclareTable(writer, "int", $"{name}s", map.Taps.Select(t => Text.Of(t.Source)));
        if (map.HasWeights)
        {
            library.DeclareTable(writer, "float", $"{name}Weights", map.Taps.Select(t => SourceWriter.Literal(t.Weight)));
        }
    }

    /// <summary>Declares the source position of a selection.</summary>
    public void Find(SourceWriter writer)
    {
        if (map.IsIdentity)
        {
            Position = _index;
            return;
        }

        string found = _shift switch
        {
            null => $"{name}s[{_index}]",
            < 0 => $"{_index} - {Text.Of(-_shift.Value)}",
            _ => $"{_index} + {Text.Of(_shift.Value)}",
        };
        Position = name;
        writer.Line($"int {name} = {found};");
    }

    /// <summary>Opens the loop over the taps of the position that <c>index</c> is at.</summary>
    public SourceWriter.Scope? OpenTaps(SourceWriter writer)
    {
        if (map.IsIdentity)
        {
            Position = _index;
            return null;
        }

        if (map.IsSelection)
        {
            Find(writer);
            return IsNothing is { } nothing ? writer.Block($"if (!({nothing}))") : null;
        }

        Position = $"{name}s[{_tap}]";
        return writer.Block(
            $"for (int {_tap} = {name}Starts[{_index}]; {_tap} < {name}Starts[{(map.Count == 1 ? "1" : $"{index} + 1")}]; {_tap}++)");
    }

    private int SelectedBy(int position) => map.TapCount(position) == 0 ? -1 : map.Taps[map.Starts[position]].Source;

    // Positions moved by one number, and nothing beyond the ends: cropping, padding with a constant, and the gradients of both.
    private static int? Shift(AxisMap map)
    {
        if (!map.IsSelection || map.Taps.Count == 0)
        {
            return null;
        }

        int first = Enumerable.Range(0, map.Count).First(i => map.TapCount(i) > 0);
        int shift = map.Taps[0].Source - first;
        return map == AxisMap.Select(map.Extent, Enumerable.Range(0, map.Count).Select(i => i + shift)) ? shift : null;
    }
}
