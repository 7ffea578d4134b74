using ConvGen.Model.Problems;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>Reports a problem of a declaration that is found only during planning or emission.</summary>
/// <param name="problem">The problem.</param>
public sealed class ProblemException(Problem problem) : Exception
{
    /// <summary>The problem.</summary>
    public Problem Problem => problem;
}
