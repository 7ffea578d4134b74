using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Tests;

/// <summary>The vector targets of this processor, for theories; every test says in its name which one it ran on.</summary>
public static class Targets
{
    public static TheoryData<string> Available => [.. VectorTargets.Available.Select(VectorTargets.NameOf)];

    /// <summary>Options for a target; throws when the library would run on another one.</summary>
    public static NetworkOptions Options(string target, int threads = 2) => VectorTargets.Options(VectorTargets.Find(target)!.Value, threads);
}
