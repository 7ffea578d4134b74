using System.Collections.Immutable;

namespace ConvGen.Fuzzing.Declarations;

/// <summary>An attribute of a class that declares a network or a block: a layer, an input, an output, a size …</summary>
/// <param name="Kind">The attribute's name, such as <c>Conv</c>, or <c>Use&lt;B1&gt;</c>.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Layer(string Kind, ImmutableArray<Argument> Arguments)
{
    private const string UseStart = "Use<";

    /// <summary>The block that it uses; null when it is no use.</summary>
    public string? Block => Kind.StartsWith(UseStart, StringComparison.Ordinal) ? Kind[UseStart.Length..^1] : null;

    /// <summary>The name that it is given; null when it is counted.</summary>
    public string? Name => Get("Name") as string ?? (Kind == "Output" && Arguments is [{ Name: null or "name", Value: string name }, ..] ? name : null);

    /// <summary>A layer with arguments by place.</summary>
    public static Layer Of(string kind, params object[] values) => new(kind, [.. values.Select(value => new Argument(null, false, value))]);

    /// <summary>A use of a block.</summary>
    public static Layer Use(string block) => Of($"{UseStart}{block}>");

    /// <summary>The layer with one more argument of its constructor, by name.</summary>
    public Layer With(string parameter, object value)
    {
        // Properties come last.
        int before = Arguments.TakeWhile(argument => !argument.IsProperty).Count();
        return this with { Arguments = Arguments.Insert(before, new(parameter, false, value)) };
    }

    /// <summary>The layer with a property set, before or after.</summary>
    public Layer Set(string property, object? value)
    {
        ImmutableArray<Argument> others = Arguments.RemoveAll(argument => argument.IsProperty && argument.Name == property);
        return this with { Arguments = value is null ? others : others.Add(new(property, true, value)) };
    }

    /// <summary>The value of a property, or of a parameter that is given by name; null where there is none.</summary>
    public object? Get(string name) => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    /// <inheritdoc/>
    public override string ToString() => Arguments.IsEmpty ? Kind : $"{Kind}({string.Join(", ", Arguments)})";
}
