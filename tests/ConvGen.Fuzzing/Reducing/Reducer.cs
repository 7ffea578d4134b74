using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Reducing;

/// <summary>Makes a declaration that fails as small as it can be and still fail in the same way.</summary>
internal static class Reducer
{
    private const int Together = 12;

    /// <summary>Reduces a declaration.</summary>
    /// <param name="declaration">It fails.</param>
    /// <param name="mustBeUnderstood">Whether only declarations are tried that have a meaning.</param>
    /// <param name="fails">Which of some declarations fail in the same way.</param>
    /// <param name="mostTries">How many may be tried.</param>
    public static Declaration Reduce(Declaration declaration, bool mustBeUnderstood, Func<IReadOnlyList<Declaration>, bool[]> fails, int mostTries = 400)
    {
        HashSet<string> seen = [declaration.ToString()];
        while (mostTries > 0)
        {
            Declaration? smaller = null;
            IEnumerable<Declaration> candidates = Simplifications.Of(declaration)
                .Where(candidate => seen.Add(candidate.ToString()) && (!mustBeUnderstood || PlacedGraph.TryRead(candidate) is not null));
            foreach (Declaration[] some in candidates.Chunk(Together))
            {
                mostTries -= some.Length;
                int first = Array.IndexOf(fails(some), true);
                smaller = first >= 0 ? some[first] : null;
                if (smaller is not null || mostTries <= 0)
                    break;
            }

            if (smaller is null)
                break;
            declaration = smaller;
        }

        return declaration;
    }
}
