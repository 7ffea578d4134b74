using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// A weight file is damaged, or its tensors are not those of the network. Whatever was being loaded has not been changed.
/// </summary>
public sealed class WeightFormatException : Exception
{
    private const int MaxListed = 1000;

    /// <summary>Makes the exception for one problem.</summary>
    /// <param name="message">What is wrong, where, and what would fit.</param>
    public WeightFormatException(string message)
        : base(message) => Problems = [message];

    /// <summary>Makes the exception for one problem with its cause.</summary>
    /// <param name="message">What is wrong, where, and what would fit.</param>
    /// <param name="innerException">The cause.</param>
    public WeightFormatException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    /// <summary>Makes the exception for a list of problems.</summary>
    /// <param name="source">The file.</param>
    /// <param name="problems">One line for each.</param>
    /// <param name="advice">What may help; appended to the message.</param>
    internal WeightFormatException(string source, List<string> problems, string advice = "")
        : base(Describe(source, problems) + advice) => Problems = problems.AsReadOnly();

    /// <summary>Every problem on its own, in the order of the network's tensors, then of the file's.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(string source, List<string> problems)
    {
        IEnumerable<string> lines = problems.Take(MaxListed).Select(problem => "\n  " + problem);
        string more = problems.Count > MaxListed ? Invariant($"\n  and {problems.Count - MaxListed} more") : "";
        return Invariant($"{source} does not fit the network ({problems.Count} problems):") + string.Concat(lines) + more;
    }
}
