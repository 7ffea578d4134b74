using ConvGen.Model.Problems;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>Stops the work for a network because of a problem of its declaration that shows only then.</summary>
/// <param name="problem">The problem.</param>
public sealed class ProblemException(Problem problem) : Exception
{
    /// <summary>The problem.</summary>
    public Problem Problem => problem;
}
