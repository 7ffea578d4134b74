using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>The class that declares a network, as far as generated code needs it.</summary>
/// <param name="Namespace">The namespace as source text, empty for the global one.</param>
/// <param name="ContainingTypes">The types around it, outermost first, as declarations: <c>partial class Outer</c>.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Accessibility">The accessibility as a keyword: <c>public</c>, <c>internal</c>, ….</param>
public sealed record TypeIdentity(string Namespace, EquatableArray<string> ContainingTypes, string Name, string Accessibility)
{
    /// <summary>The name as source text: a keyword has an @.</summary>
    public string Identifier { get; init; } = Name;

    /// <summary>The fully qualified name, which is valid in any context.</summary>
    public string Reference =>
        $"global::{string.Join(".", new[] { Namespace }.Where(part => part.Length > 0).Concat(Containing).Append(Identifier))}";

    /// <summary>The name by which a compilation finds the class, without any @: <c>Company.Vision.Outer+Net</c>.</summary>
    public string MetadataName =>
        ((Namespace.Length > 0 ? Namespace + "." : string.Empty) + string.Join("+", Containing.Append(Name))).Replace("@", string.Empty);

    private IEnumerable<string> Containing =>
        ContainingTypes.Select(declaration => declaration.Substring(declaration.LastIndexOf(' ') + 1));
}
