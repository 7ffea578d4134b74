using System.Globalization;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>The layers' names: declared, or numbered from 1 for each prefix.</summary>
internal static class LayerNames
{
    /// <summary>The arguments that set a name: an output also takes it as a parameter of the constructor.</summary>
    public static readonly string[] NameArguments = ["Name", "name"];

    /// <summary>Names every layer, uses without the number of a copy, and reports names that cannot be used.</summary>
    public static string[] Assign(EquatableArray<LayerDeclaration> layers, Action<Subject, Problem> report)
    {
        Dictionary<string, int> counts = [];
        string[] names = new string[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            string prefix = layers[i].Layer.NamePrefix;
            counts.TryGetValue(prefix, out int count);
            counts[prefix] = ++count;

            // The only input of most networks needs no number.
            string defaultName = layers[i].Layer is InputLayer && count == 1 ? prefix : prefix + NumberText.Plain(count);
            names[i] = layers[i].Name ?? defaultName;
            if (layers[i].Layer is UseLayer)
            {
                names[i] = new CopyNames(names[i]).Stem;
            }

            if (!IsUsable(names[i]))
            {
                report(Subject.OfLayer(i), Problem.Of(
                    ProblemIds.UnusableName, [layers[i].Layer.Kind, Visible(names[i])], NameArguments) with
                {
                    Fixes = new(new Fix(
                        "usable name", "Remove the name", new(NameArguments.Select(argument => new ArgumentEdit(argument, null))))),
                });
                names[i] = defaultName;
            }
        }

        ReportDuplicates(layers, names, report);
        return names;
    }

    /// <summary>The next free name, counted on from the number at the end of one: conv1 becomes conv2, a becomes a2.</summary>
    /// <param name="name">The name that is taken.</param>
    /// <param name="take">Takes a name when it is free.</param>
    public static string CountOn(string name, Func<string, bool> take)
    {
        string stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        _ = long.TryParse(name.Substring(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        string free;
        do
        {
            free = stem + NumberText.Plain(number = Math.Max(number, 1) + 1);
        }
        while (!take(free));
        return free;
    }

    private static void ReportDuplicates(EquatableArray<LayerDeclaration> layers, string[] names, Action<Subject, Problem> report)
    {
        Dictionary<string, int> first = [];
        HashSet<string> taken = [.. names];
        for (int i = 0; i < names.Length; i++)
        {
            if (!first.TryGetValue(names[i], out int earlier))
            {
                first.Add(names[i], i);
                continue;
            }

            // A default name cannot be blamed when the other one was chosen.
            int blamed = layers[i].Name is null && layers[earlier].Name is not null ? earlier : i;
            int other = blamed == i ? earlier : i;
            string[] arguments = [layers[blamed].Layer.Kind, names[i], layers[other].Layer.Kind];
            report(Subject.OfLayer(blamed), Problem.Of(ProblemIds.DuplicateName, arguments, NameArguments) with
            {
                Fixes = new(Rename(layers[blamed], names[i], taken)),
            });
        }
    }

    private static Fix Rename(LayerDeclaration layer, string name, HashSet<string> taken)
    {
        string free = CountOn(name, taken.Add);
        string argument = layer.Layer is OutputLayer ? "name" : "Name";
        IEnumerable<ArgumentEdit> others = NameArguments.Where(other => other != argument).Select(other => new ArgumentEdit(other, null));
        return new("free name", $"Rename to '{free}'", new(others.Prepend(ArgumentEdit.Text(argument, free))));
    }

    private static bool IsUsable(string name) => name.Trim().Length > 0 && name.Trim() == name && !name.Any(IsControl);

    private static string Visible(string name) => new([.. name.Select(letter => IsControl(letter) ? '�' : letter)]);

    // The separators of lines and paragraphs too: they end a line of C#.
    private static bool IsControl(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';
}
