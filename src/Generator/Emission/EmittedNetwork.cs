using ConvGen.Analyzers.Diagnostics;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>What came of one class. Whatever is thrown on the way to it stays with it.</summary>
/// <param name="Type">The class.</param>
/// <param name="Files">The files to add to it.</param>
/// <param name="Fault">What went wrong that nobody else reports; <see langword="null"/> for nothing.</param>
internal sealed record EmittedNetwork(TypeIdentity Type, EquatableArray<EmittedFile> Files, Problem? Fault)
{
    /// <summary>Characters of code that a network may have: more keep the compiler busy for a minute.</summary>
    private const long MaxCharacters = 12_000_000;

    /// <summary>Plans and writes the network that a class declares, or else what stands in for it.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="write">Writes the files of a plan.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static EmittedNetwork Of(
        NetworkCandidates networks, Func<NetworkPlan, IEnumerable<EmittedFile>> write, CancellationToken cancellation)
    {
        string name = networks.Type.Name;
        Problem? fault = networks.Fault;
        foreach (NetworkModel? network in new[] { networks.Declared, networks.StandIn })
        {
            if (network is null)
            {
                continue;
            }

            NetworkPlan? plan = Faults.Try(name, () => NetworkPlanner.TryPlan(network, cancellation), out Problem? planned);
            fault ??= networks.IsReported ? null : planned;
            if (plan is null)
            {
                continue;
            }

            EquatableArray<EmittedFile>? files = Faults.Try<EquatableArray<EmittedFile>?>(
                name, () => Within(name, write(plan)), out Problem? written);
            fault ??= written;
            if (files is { } right)
            {
                return new EmittedNetwork(networks.Type, right, fault);
            }
        }

        return new EmittedNetwork(networks.Type, EquatableArray<EmittedFile>.Empty, fault);
    }

    // Numbers are bounded where they are declared; this is for what adds up. Files are written one after another, so the rest is not.
    private static EquatableArray<EmittedFile> Within(string name, IEnumerable<EmittedFile> written)
    {
        List<EmittedFile> files = [];
        long characters = 0;
        foreach (EmittedFile file in written)
        {
            characters += file.Text.Length;
            if (characters > MaxCharacters)
            {
                string most = NumberText.Grouped(MaxCharacters);
                string[] arguments = [$"Network '{name}'", $"more than {most}", "characters of code", most];
                throw new ProblemException(Problem.Of(ProblemIds.TooMuchCode, arguments));
            }

            files.Add(file);
        }

        return files.ToEquatableArray();
    }
}
