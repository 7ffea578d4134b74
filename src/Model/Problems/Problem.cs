using ConvGen.Model.Primitives;

namespace ConvGen.Model.Problems;

/// <summary>An error in a network, or advice about it, as data: the front end turns it into a diagnostic.</summary>
/// <param name="Id">One of <see cref="ProblemIds"/>.</param>
/// <param name="Arguments">The arguments of the message's format, already formatted.</param>
public sealed record Problem(string Id, EquatableArray<string> Arguments)
{
    /// <summary>
    /// Arguments of the attribute that may cause the problem, the likeliest first. The first that the source has is marked.
    /// </summary>
    public EquatableArray<string> ArgumentsToBlame { get; init; }

    /// <summary>The index of the element that causes it, when the argument is an array.</summary>
    public int? Element { get; init; }

    /// <summary>Fixes for it.</summary>
    public EquatableArray<Fix> Fixes { get; init; }

    /// <summary>The likely name, when one is misspelled, or a free one, when it is taken.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The problem that causes it, if any. Its message is the last argument.</summary>
    public Problem? Cause { get; init; }

    /// <summary>Makes a problem and names the arguments to blame.</summary>
    public static Problem Of(string id, string[] arguments, params string[] blamed) =>
        new(id, new(arguments)) { ArgumentsToBlame = new(blamed) };
}
