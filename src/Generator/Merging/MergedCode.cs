namespace ConvGen.Generator.Merging;

/// <summary>The methods of a class, those of them merged that differ in numbers only.</summary>
internal sealed class MergedCode
{
    private readonly Dictionary<string, string> _callees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _structures = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    private MergedCode()
    {
    }

    /// <summary>
    /// Methods, and what merged ones need; those that are called stand before those that call them, others in their order.
    /// </summary>
    public IReadOnlyList<string> Texts => [.. _texts.Select(WithCallees)];

    /// <summary>Merges what can be merged.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="unique">Makes a suggested name one that nothing else has.</param>
    public static MergedCode Of(IReadOnlyList<MethodText> methods, Func<string, string> unique)
    {
        var code = new MergedCode();
        IReadOnlyList<MethodText> left = methods;

        // Methods that call merged ones may become alike.
        while (code.Merge(left, unique) is { } fewer)
        {
            left = [.. fewer.Select(method => method with { Text = code.WithCallees(method.Text) })];
        }

        code._texts.AddRange(left.Select(method => method.Whole));
        return code;
    }

    /// <summary>How a method is called now.</summary>
    /// <param name="name">How it was called before.</param>
    public string Callee(string name) => _callees.TryGetValue(name, out string? callee) ? callee : name;

    /// <summary>A text with the calls of methods as they are called now.</summary>
    public string WithCallees(string text) => _callees.Count == 0
        ? text
        : MethodText.Call.Replace(text, name => Callee(name.Value));

    // Merges methods that are alike and tells which are left; null when none are.
    private IReadOnlyList<MethodText>? Merge(IReadOnlyList<MethodText> methods, Func<string, string> unique)
    {
        HashSet<string> merged = [];
        MergedMethod[] alike =
        [
            .. methods.Select(method => NumberedText.Of(method, _structures))
                .GroupBy(method => method.Skeleton)
                .Where(group => group.Skip(1).Any())
                .Select(group => new MergedMethod([.. group]))
                .Where(method => method.Saves),
        ];
        foreach (MergedMethod method in alike)
        {
            string name = unique(CommonName.Of([.. method.Methods.Select(each => each.Name)]));
            for (int i = 0; i < method.Methods.Count; i++)
            {
                merged.Add(method.Methods[i].Name);
                _callees.Add(method.Methods[i].Name, method.Callee(name, i));
                _structures.Add(method.Methods[i].Name, MergedMethod.Contract(name));
            }

            _texts.AddRange(method.Texts(name));
        }

        return alike.Length == 0 ? null : [.. methods.Where(method => !merged.Contains(method.Name))];
    }
}
