using ConvGen.Model.Primitives;

namespace ConvGen.Model.Problems;

/// <summary>Something wrong with a network, or worth knowing about it, as data: the front end turns it into a diagnostic.</summary>
/// <param name="Id">One of <see cref="ProblemIds"/>.</param>
/// <param name="Arguments">What fills the gaps of the message, already formatted.</param>
public sealed record Problem(string Id, EquatableArray<string> Arguments)
{
    /// <summary>Attribute arguments to blame, the best first; the first that is written in the source is marked.</summary>
    public EquatableArray<string> ArgumentsToBlame { get; init; }

    /// <summary>The position inside an array argument to blame, when it is one element's fault.</summary>
    public int? Element { get; init; }

    /// <summary>Edits that would fix it.</summary>
    public EquatableArray<Fix> Fixes { get; init; }

    /// <summary>The name that was probably meant, when one was misspelled, or a free one, when it is taken.</summary>
    public string? Suggestion { get; init; }

    /// <summary>What it comes from, when it has a problem of its own; that one's message is the last argument.</summary>
    public Problem? Cause { get; init; }

    /// <summary>Makes a problem and names the arguments to blame.</summary>
    public static Problem Of(string id, string[] arguments, params string[] blamed) =>
        new(id, new(arguments)) { ArgumentsToBlame = new(blamed) };
}
