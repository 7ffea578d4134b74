using ConvGen.Model.Problems;

namespace ConvGen.Model.Networks;

/// <summary>The networks that may be emitted for a class.</summary>
/// <param name="Type">The class.</param>
/// <param name="Declared">The network that it declares; <see langword="null"/> when it has an error.</param>
/// <param name="StandIn">The stand-in for a network that cannot be emitted; <see langword="null"/> for none.</param>
public sealed record NetworkCandidates(TypeIdentity Type, NetworkModel? Declared, NetworkModel? StandIn)
{
    /// <summary>Whether analyzers run, which report the network's errors and those of its plan.</summary>
    public bool IsReported { get; init; }

    /// <summary>An error that only the generator has found; <see langword="null"/> for none.</summary>
    public Problem? Fault { get; init; }

    /// <summary>Makes the networks of a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="isRight">Whether it was read without an error.</param>
    /// <param name="settings">The project's settings.</param>
    /// <param name="reported">Whether analyzers report errors: only then is a stand-in emitted for a network with one.</param>
    public static NetworkCandidates Of(NetworkDeclaration declaration, bool isRight, CodeSettings settings, bool reported)
    {
        NetworkModel? declared = isRight ? NetworkInference.Infer(declaration, static (_, _) => { }) : null;
        NetworkModel? standIn = reported ? Networks.StandIn.Of(declaration) : null;
        return new(declaration.Type, Apply(declared), Apply(standIn)) { IsReported = reported };

        NetworkModel? Apply(NetworkModel? network) => network is null ? null : settings.Apply(network);
    }
}
