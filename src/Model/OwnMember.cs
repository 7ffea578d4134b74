using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>
/// A member that the author of a network's class has given it, or that it inherits, as far as it may be in the way of what is generated.
/// </summary>
/// <param name="Kind">What it is: a nested type of any kind is a class here, and an event or a field a field.</param>
/// <param name="Name">Its name; of an implementation with its interface, as in <c>INetwork.Description</c>.</param>
/// <param name="Parameters">The types of its parameters, in full, each after <c>ref</c>, <c>in</c> or <c>out</c>.</param>
/// <param name="Title">What messages call it: <c>Property 'Info'</c>.</param>
public sealed record OwnMember(MemberKind Kind, string Name, EquatableArray<string> Parameters, string Title)
{
    /// <summary>Whether it is a member of a class that the network's is derived from.</summary>
    public bool IsInherited { get; init; }

    /// <summary>How many type parameters it has.</summary>
    public int TypeParameters { get; init; }

    /// <summary>Whether a constructor calls no other of its class, so that nothing creates the network.</summary>
    public bool CallsNoOther { get; init; }

    /// <summary>Whether everyone who creates the network has to set it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether there cannot be both.</summary>
    public bool Excludes(NetworkMember given)
    {
        // No method may have the name of an accessor, be there one or not.
        if (Kind == MemberKind.Method && given.Kind == MemberKind.Property && TypeParameters == 0)
        {
            if (Name == $"get_{given.Name}")
            {
                return Parameters.Count == 0;
            }

            if (Name == $"set_{given.Name}")
            {
                return Parameters == given.Parameters;
            }
        }

        bool implements = Kind == MemberKind.Implementation, constructs = Kind == MemberKind.Constructor;
        return Name == given.Name
            && implements == (given.Kind == MemberKind.Implementation)
            && constructs == (given.Kind == MemberKind.Constructor)
            && (Kind != given.Kind
                || Kind is MemberKind.Field or MemberKind.Property
                || (TypeParameters == 0 && Parameters == given.Parameters));
    }
}
