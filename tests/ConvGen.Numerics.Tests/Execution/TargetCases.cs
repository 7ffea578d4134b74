using ConvGen.Conformance.Running;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>What a network is run on.</summary>
internal static class TargetCases
{
    /// <summary>Every target that this processor has, with one thread and with two.</summary>
    public static TheoryData<string, int> OnOneAndTwoThreads
    {
        get
        {
            TheoryData<string, int> targets = [];
            foreach (string target in VectorTargets.Available.Select(VectorTargets.NameOf))
            {
                targets.Add(target, 1);
                targets.Add(target, 2);
            }

            return targets;
        }
    }
}
