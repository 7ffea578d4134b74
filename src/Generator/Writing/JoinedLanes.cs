namespace ConvGen.Generator.Writing;

/// <summary>A lane of a vector.</summary>
/// <param name="Vector">The vector, as an expression.</param>
/// <param name="Lane">The lane.</param>
internal readonly record struct VectorLane(string Vector, int Lane);

/// <summary>Makes a vector of lanes of several others.</summary>
internal static class JoinedLanes
{
    /// <summary>
    /// Declares what is needed and tells the vector. The first two are joined, then each further one with what has been joined already,
    /// whose lanes are in their places.
    /// </summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="lanes">What each lane is.</param>
    /// <param name="name">What the names of what is declared begin with.</param>
    public static string Emit(SourceWriter writer, VectorTarget target, IReadOnlyList<VectorLane> lanes, string name)
    {
        string[] vectors = [.. lanes.Select(lane => lane.Vector).Distinct()];
        string result = vectors.Length == 1 ? target.Rearrange(vectors[0], [.. lanes.Select(lane => lane.Lane)]) : vectors[0];
        for (int next = 1; next < vectors.Length; next++)
        {
            int[] indices = [.. lanes.Select((lane, own) =>
                lane.Vector == vectors[next] ? target.Lanes + lane.Lane : next == 1 && lane.Vector == vectors[0] ? lane.Lane : own)];
            string joined = $"{name}_{Text.Of(next)}";
            writer.Line($"{target.Type} {joined} = {target.Choose(result, vectors[next], indices)};");
            result = joined;
        }

        return result;
    }
}
