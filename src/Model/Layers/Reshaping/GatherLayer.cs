using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Positions along one axis in any order, each any number of times.</summary>
/// <param name="Indices">The positions; negative ones are counted from the end.</param>
/// <param name="Axis">The axis: 0 for channels, then the spatial ones from 1 on.</param>
public sealed record GatherLayer(EquatableArray<int> Indices, int Axis) : Layer
{
    // A table of layers has no room for more.
    private const int MaxListed = 8;

    /// <inheritdoc/>
    public override string Kind => "Gather";

    /// <inheritdoc/>
    public override string NamePrefix => "gather";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => Axis == 0 ? ChannelUse.Depends : ChannelUse.Keeps;

    /// <summary>The positions of an axis, all counted from the front.</summary>
    public IEnumerable<int> Positions(int extent) => Indices.Select(index => index < 0 ? index + extent : index);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        int[] sizes = [input.Channels, .. input.Spatial];
        if (Outside(name, input, sizes) is { } outside)
        {
            problems.Add(outside);
            return null;
        }

        sizes[Axis] = Indices.Count;
        string what = Axis == 0 ? "channels" : $"of axis {NumberText.Plain(Axis)}";
        string which = Indices.Count <= MaxListed ? ChosenAxes.List(Indices) : NumberText.Plain(Indices.Count);
        return new(new FeatureShape(sizes[0], sizes.Skip(1).ToEquatableArray())) { Settings = $"{which} {what}" };
    }

    private Problem? Outside(string name, FeatureShape input, int[] sizes)
    {
        Problem Of(string what, string fits, string argument) =>
            Problem.Of(ProblemIds.GatheredPosition, [Title(name), what, input.ToString(), fits], argument);
        if (Axis < 0 || Axis >= sizes.Length)
        {
            return Of($"along axis {NumberText.Plain(Axis)}", $"its axes are 0 (channels) to {NumberText.Plain(input.Rank)}", "Axis");
        }

        if (Indices.Count == 0)
        {
            return Of("nothing", "give at least one index", "indices");
        }

        int extent = sizes[Axis];
        for (int i = 0; i < Indices.Count; i++)
        {
            if (Indices[i] < -extent || Indices[i] >= extent)
            {
                string fits = $"the axis has positions 0 to {NumberText.Plain(extent - 1)}, "
                    + $"or {NumberText.Plain(-extent)} to -1 counted from the end";
                string what = $"position {NumberText.Plain(Indices[i])} along axis {NumberText.Plain(Axis)}";
                return Of(what, fits, "indices") with { Element = i };
            }
        }

        return null;
    }
}
