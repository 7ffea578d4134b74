using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>The kinds of generated members.</summary>
public enum MemberKind
{
    /// <summary>A constant or field.</summary>
    Field,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A method.</summary>
    Method,

    /// <summary>A constructor.</summary>
    Constructor,

    /// <summary>A nested class.</summary>
    Class,

    /// <summary>An explicit implementation of an interface's member.</summary>
    Implementation,
}

/// <summary>A generated member of a network's class.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; of an implementation with its interface, as in <c>INetwork.Info</c>.</param>
/// <param name="Parameters">The types of its parameters, in full, when it has some; of a property its own type.</param>
public sealed record NetworkMember(MemberKind Kind, string Name, EquatableArray<string> Parameters)
{
    /// <summary>What messages call it: <c>method 'Dispose'</c>.</summary>
    public string Title => $"{(Kind == MemberKind.Class ? "class" : Kind.ToString().ToLowerInvariant())} '{Name}'";
}
