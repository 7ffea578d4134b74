using System.Reflection;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>Everything that an object keeps alive through its fields.</summary>
internal static class ObjectGraph
{
    /// <summary>The object and all objects that can be reached from it, each once.</summary>
    public static IReadOnlyCollection<object> Reach(object root)
    {
        HashSet<object> found = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([root]);
        while (open.TryPop(out object? next))
        {
            if (found.Add(next))
                Parts(next).ToList().ForEach(open.Push);
        }

        return found;
    }

    private static IEnumerable<object> Parts(object whole) => whole switch
    {
        string => [],
        Array array => array.Cast<object?>().OfType<object>(),
        _ => Fields(whole.GetType()).Select(field => field.GetValue(whole)).OfType<object>(),
    };

    // Private fields of base types are not inherited, so each type is asked for its own.
    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (; type is { IsPrimitive: false, IsEnum: false, IsPointer: false }; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(own))
                yield return field;
        }
    }
}
