namespace ConvGen.Model;

/// <summary>The layers' names: given, or counted from 1 per prefix.</summary>
internal static class LayerNames
{
    /// <summary>Names every layer and reports names that cannot be used.</summary>
    public static string[] Assign(EquatableArray<LayerDeclaration> layers, Action<Subject, Problem> report)
    {
        Dictionary<string, int> counts = [];
        var names = new string[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            string prefix = layers[i].Layer.NamePrefix;
            counts.TryGetValue(prefix, out int count);
            counts[prefix] = ++count;

            // The only input of most networks needs no number.
            string standard = layers[i].Layer is InputLayer && count == 1 ? prefix : prefix + NumberText.Plain(count);
            names[i] = layers[i].Name ?? standard;
            if (!IsUsable(names[i]))
            {
                report(Subject.OfLayer(i), Problem.Of(ProblemIds.UnusableName, [layers[i].Layer.Kind, Visible(names[i])], "Name"));
                names[i] = standard;
            }
        }

        ReportDuplicates(layers, names, report);
        return names;
    }

    private static void ReportDuplicates(EquatableArray<LayerDeclaration> layers, string[] names, Action<Subject, Problem> report)
    {
        Dictionary<string, int> first = [];
        for (int i = 0; i < names.Length; i++)
        {
            if (!first.TryGetValue(names[i], out int earlier))
            {
                first.Add(names[i], i);
                continue;
            }

            // A default name cannot be blamed when the other one was chosen.
            int culprit = layers[i].Name is null && layers[earlier].Name is not null ? earlier : i;
            int other = culprit == i ? earlier : i;
            string[] arguments = [layers[culprit].Layer.Kind, names[i], layers[other].Layer.Kind];
            report(Subject.OfLayer(culprit), Problem.Of(ProblemIds.DuplicateName, arguments, "Name"));
        }
    }

    private static bool IsUsable(string name) => name.Trim().Length > 0 && name.Trim() == name && !name.Any(char.IsControl);

    private static string Visible(string name) => new([.. name.Select(letter => char.IsControl(letter) ? '�' : letter)]);
}
