using ConvGen.Model.Problems;

namespace ConvGen.Model.Networks;

/// <summary>What may be emitted for a class.</summary>
/// <param name="Type">The class.</param>
/// <param name="Declared">The network that it declares; <see langword="null"/> when that has an error.</param>
/// <param name="StandIn">What stands in for it when it cannot be emitted; <see langword="null"/> where nothing may.</param>
public sealed record NetworkCandidates(TypeIdentity Type, NetworkModel? Declared, NetworkModel? StandIn)
{
    /// <summary>Whether analyzers run that report what is wrong with the network, and what goes wrong with it up to its plan.</summary>
    public bool IsReported { get; init; }

    /// <summary>What went wrong in finding them out that nobody else reports; <see langword="null"/> for nothing.</summary>
    public Problem? Fault { get; init; }

    /// <summary>Makes the networks of a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="isRight">Whether it could be read without an error.</param>
    /// <param name="settings">What the project asks for.</param>
    /// <param name="reported">Whether errors are reported: only then may something stand in for a network that has one.</param>
    public static NetworkCandidates Of(NetworkDeclaration declaration, bool isRight, CodeSettings settings, bool reported)
    {
        NetworkModel? declared = isRight ? NetworkInference.Infer(declaration, static (_, _) => { }) : null;
        NetworkModel? standIn = reported ? Networks.StandIn.Of(declaration) : null;
        return new(declaration.Type, Apply(declared), Apply(standIn)) { IsReported = reported };

        NetworkModel? Apply(NetworkModel? network) => network is null ? null : settings.Apply(network);
    }
}
