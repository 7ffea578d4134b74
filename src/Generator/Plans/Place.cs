namespace ConvGen.Generator.Plans;

/// <summary>A piece of memory that a step works on.</summary>
internal abstract record Place
{
    /// <summary>Floats from the beginning of what the place names to its first float.</summary>
    public int Shift { get; init; }

    /// <summary>The memory so many floats further on.</summary>
    public Place Plus(int floats) => this with { Shift = Shift + floats };
}

/// <summary>A value in the arena.</summary>
/// <param name="Offset">Where the memory of the value begins, in floats of an example.</param>
internal sealed record ArenaPlace(int Offset) : Place;

/// <summary>A tensor, in the order of the file.</summary>
/// <param name="Offset">Where it begins.</param>
internal sealed record TensorPlace(int Offset) : Place;

/// <summary>The gradient of a tensor, in the order of the file.</summary>
/// <param name="Offset">Where it begins.</param>
internal sealed record GradientPlace(int Offset) : Place;

/// <summary>Packed weights.</summary>
/// <param name="Offset">Where they begin; those that only exact networks have are counted behind the others.</param>
/// <param name="IsOfExact">Whether only exact networks have them.</param>
internal sealed record PackedPlace(int Offset, bool IsOfExact = false) : Place;

/// <summary>Memory that does not grow with the number of examples.</summary>
/// <param name="Offset">Where it begins.</param>
internal sealed record ScratchPlace(int Offset) : Place;

/// <summary>Working memory of the thread that does a step, as long as the step takes.</summary>
internal sealed record WorkspacePlace : Place;
