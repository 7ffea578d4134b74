namespace ConvGen.Conformance.Declarations;

/// <summary>Operators that combine values element by element, in both vocabularies.</summary>
internal static class ArithmeticOperators
{
    // Channels and three spatial axes.
    private const int MaxAxes = 4;

    /// <summary>A layer that combines all of a node's values.</summary>
    public static Func<OperatorCall, Value> Of(string kind) => call =>
    {
        if (call.InputCount == 1)
            return Only(call);
        Value[] sources = [.. Enumerable.Range(0, call.InputCount).Select(call.Data)];
        int rank = sources.Max(source => source.Rank);
        bool isBatched = rank >= 2 && sources.All(source => source.Rank == rank && source.View?.Shape[0] == sources[0].View?.Shape[0]);
        if (isBatched || sources.Any(source => source.View is null))
            return Batched(call, kind, sources, rank);
        if (rank > MaxAxes)
            throw call.Unsupported($"of {rank} axes with different examples");

        // Axes are aligned at the end; where the first one is broadcast too, all of them belong to one example.
        Value[] aligned = [.. sources.Select(source => source.View!).Select(view => Value.Of(view.WithShape(Aligned(view.Shape, rank))))];
        return call.Network.Join(new LayerText(kind), call.Name, aligned) with { Rank = rank, Relabelled = true };
    };

    // What combines one value is that value; Flatten of it is a layer that keeps every number.
    private static Value Only(OperatorCall call) => call.Layer(new LayerText("Flatten"), rank: 2);

    private static Value Batched(OperatorCall call, string kind, Value[] sources, int rank) =>
        sources.All(source => source.Rank == rank)
            ? call.Network.Join(new LayerText(kind), call.Name, sources)
            : throw call.Unsupported("of values with different numbers of axes");

    private static int[] Aligned(int[] shape, int rank) =>
        [1, .. Enumerable.Repeat(1, Math.Max(rank, 1) - shape.Length), .. shape];
}
