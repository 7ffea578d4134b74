namespace ConvGen;

/// <summary>
/// How much of a rectifying layer is dead: units that yielded nothing but zeros for a whole minibatch, and so learned nothing from it.
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Units">How many units there are: channels, each of which is one unit at all its positions.</param>
/// <param name="DeadUnits">How many of them were zero at every position of every example.</param>
public readonly record struct RectifierStatistics(string Layer, int Units, int DeadUnits)
{
    /// <summary>The share of dead units.</summary>
    public double DeadFraction => (double)DeadUnits / Units;
}
