using ConvGen.Generator.Geometry;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling;

/// <summary>Collects the packed weights of one kind of context. Equal recipes are packed once.</summary>
internal sealed class PackedBuilder
{
    private readonly Dictionary<PackRecipe, PackedPlace[]> _places = [];
    private readonly List<PackCall> _calls = [];
    private readonly List<EquatableArray<double>> _constants = [];

    public int Length { get; private set; }

    /// <summary>Floats of an exact network's block.</summary>
    public int LengthWhenExact { get; private set; }

    /// <summary>What has been collected.</summary>
    public PackedWeights Build() => new(Length, LengthWhenExact, _constants.ToEquatableArray(), _calls.ToEquatableArray());

    /// <summary>Makes fixed numbers available to recipes, equal ones once.</summary>
    public FixedSource Constant(EquatableArray<double> values)
    {
        if (!_constants.Contains(values))
        {
            _constants.Add(values);
        }

        return new FixedSource(_constants.IndexOf(values));
    }

    /// <summary>The place of what a recipe yields.</summary>
    public PackedPlace Add(string layer, PackRecipe recipe, int length) => Add(layer, recipe, () => [Reserve(length)])[0];

    /// <summary>The places of what a recipe yields, of one length.</summary>
    public (PackedPlace First, PackedPlace Second) AddPair(string layer, PackRecipe recipe, int length)
    {
        PackedPlace[] places = Add(layer, recipe, () => [Reserve(length), Reserve(length)]);
        return (places[0], places[1]);
    }

    /// <summary>The places of weights in two forms.</summary>
    public (PackedPlace Fast, PackedPlace Exact) AddApart(string layer, PackExactApart recipe, int length, int exactLength)
    {
        PackedPlace[] places = Add(layer, recipe, () => [Reserve(length), ReserveWhenExact(exactLength)]);
        return (places[0], places[1]);
    }

    /// <summary>Reserves floats.</summary>
    public PackedPlace Reserve(int length)
    {
        var place = new PackedPlace(Length);
        Length += ValueLayout.Whole(length);
        LengthWhenExact += ValueLayout.Whole(length);
        return place;
    }

    /// <summary>Reserves floats that only exact networks have, behind those that all have.</summary>
    public PackedPlace ReserveWhenExact(int length)
    {
        var place = new PackedPlace(LengthWhenExact - Length, IsOfExact: true);
        LengthWhenExact += ValueLayout.Whole(length);
        return place;
    }

    private PackedPlace[] Add(string layer, PackRecipe recipe, Func<PackedPlace[]> reserve)
    {
        if (!_places.TryGetValue(recipe, out PackedPlace[]? places))
        {
            places = reserve();
            _places.Add(recipe, places);
            _calls.Add(new PackCall(layer, recipe, places.ToEquatableArray()));
        }

        return places;
    }
}
