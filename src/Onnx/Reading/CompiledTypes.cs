using ConvGen.Model;
using ConvGen.Model.Primitives;

namespace ConvGen.Onnx.Reading;

/// <summary>What a compiled class is called and where it is.</summary>
internal static class CompiledTypes
{
    // A record has a method that no name in source can have.
    private const string RecordMethod = "<Clone>$";

    /// <summary>The class, with the types around it.</summary>
    public static TypeIdentity Identify(Type type)
    {
        List<string> containing = [];
        for (Type? outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
        {
            containing.Insert(0, $"partial {Keyword(outer)} {outer.Name}");
        }

        return new TypeIdentity(type.Namespace ?? string.Empty, containing.ToEquatableArray(), type.Name, Accessibility(type));
    }

    private static string Keyword(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ => type.GetMethod(RecordMethod) is null ? "class" : "record",
    };

    private static string Accessibility(Type type) => type switch
    {
        { IsPublic: true } or { IsNestedPublic: true } => "public",
        { IsNestedPrivate: true } => "private",
        { IsNestedFamily: true } => "protected",
        { IsNestedFamORAssem: true } => "protected internal",
        { IsNestedFamANDAssem: true } => "private protected",
        _ => "internal",
    };
}
