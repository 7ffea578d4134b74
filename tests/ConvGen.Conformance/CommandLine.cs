using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Conformance;

/// <summary>What the command line asks for.</summary>
/// <param name="Folders">Where to look for cases.</param>
/// <param name="Targets">The vector targets to run on.</param>
internal sealed record CommandLine(IReadOnlyList<string> Folders, IReadOnlyList<VectorTarget> Targets)
{
    public const string Usage = "usage: ConvGen.Conformance FOLDER... [--target portable|avx2|avx512]...";

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="error">What is wrong with them.</param>
    /// <returns>Null when something is wrong.</returns>
    public static CommandLine? Parse(string[] arguments, out string error)
    {
        List<string> folders = [];
        List<VectorTarget> targets = [];
        error = "";
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--target")
            {
                string name = ++i < arguments.Length ? arguments[i] : "";
                if (VectorTargets.Find(name) is not { } target)
                    error = $"unknown target '{name}'";
                else if (!VectorTargets.Available.Contains(target))
                    error = $"this processor has no {name}";
                else
                    targets.Add(target);
            }
            else if (arguments[i].StartsWith('-'))
            {
                error = $"unknown option '{arguments[i]}'";
            }
            else
            {
                folders.Add(arguments[i]);
            }
        }

        if (error.Length == 0 && folders.Count == 0)
            error = "no folder given";
        return error.Length > 0 ? null : new(folders, targets.Count > 0 ? targets : VectorTargets.Available);
    }
}
