using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>
/// A member that a network's class declares or inherits and that may collide with a generated one.
/// </summary>
/// <param name="Kind">The kind. A nested type of any kind counts as a class, an event as a field.</param>
/// <param name="Name">Its name; of an implementation with its interface, as in <c>INetwork.Info</c>.</param>
/// <param name="Parameters">The types of its parameters, in full, each after <c>ref</c>, <c>in</c> or <c>out</c>.</param>
/// <param name="Title">What messages call it: <c>Property 'Info'</c>.</param>
public sealed record OwnMember(MemberKind Kind, string Name, EquatableArray<string> Parameters, string Title)
{
    /// <summary>Whether it is a member of a class that the network's is derived from.</summary>
    public bool IsInherited { get; init; }

    /// <summary>How many type parameters it has.</summary>
    public int TypeParameters { get; init; }

    /// <summary>Whether it is a constructor that calls no other constructor of the class, so that the generated ones do not run.</summary>
    public bool CallsNoOther { get; init; }

    /// <summary>Whether it is <c>required</c>.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the class cannot have both members.</summary>
    public bool Excludes(NetworkMember given)
    {
        // C# reserves the names of both accessors, even where a property has only one.
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
