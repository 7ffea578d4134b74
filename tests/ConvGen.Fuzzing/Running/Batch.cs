using System.Reflection;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Graphs;
using Microsoft.CodeAnalysis;

namespace ConvGen.Fuzzing.Running;

/// <summary>Compiles declarations together, and those that are in the way of the others apart.</summary>
internal sealed class Batch
{
    // The generator or an analyzer has thrown.
    private static readonly string[] Breakdowns = ["CS8785", "CS8784", "AD0001"];

    private const long MaxCost = 20_000_000;

    private readonly ProjectKind _kind;
    private readonly JobItem[] _items;
    private readonly Declaration[] _declarations;
    private readonly PlacedGraph?[] _graphs;

    public Batch(ProjectKind kind, JobItem[] items)
    {
        _kind = kind;
        _items = items;
        _declarations = [.. items.Select(item => DeclarationReader.Read(item.Text))];
        _graphs = [.. _declarations.Select(PlacedGraph.TryRead)];
    }

    /// <summary>A declaration.</summary>
    public Declaration Declaration(int item) => _declarations[item];

    /// <summary>Whether a declaration has a meaning here too, and can be evaluated in a short time.</summary>
    public bool IsSmall(int item) => _graphs[item] is { } declared && declared.Cost < MaxCost && declared.Graph.Sizes.All(size => IsSmall(declared.Graph, size));

    private static bool IsSmall(Graph graph, int[] size)
    {
        try
        {
            return PlacedGraph.Of(graph, size).Cost < MaxCost;
        }
        catch (InvalidDeclarationException)
        {
            return false;
        }
    }

    /// <summary>What a declaration's class is called.</summary>
    public static string ClassOf(int item) => FormattableString.Invariant($"Net{item}_");

    /// <summary>Compiles some of the declarations.</summary>
    /// <param name="items">Which.</param>
    /// <returns>The assembly of those that have no errors, and what is wrong with the others.</returns>
    public (Assembly? Assembly, Dictionary<int, Outcome> Outcomes) Compile(int[] items)
    {
        Dictionary<int, Outcome> outcomes = [];
        Project project = Build(items);
        while (project.Errors.Any())
        {
            int[] culprits = [.. items.Where(item => project.Errors.Any(error => IsOf(error, item)))];
            if (culprits.Length == 0 || project.Errors.Any(error => Breakdowns.Contains(error.Id)))
                return items.Length == 1 ? (null, new() { [items[0]] = Judge(project, items[0]) }) : CompileApart(items);
            foreach (int culprit in culprits)
                outcomes[culprit] = Judge(project, culprit);
            items = [.. items.Except(culprits)];
            if (items.Length == 0)
                return (null, outcomes);
            project = Build(items);
        }

        return (project.Load(), outcomes);
    }

    /// <summary>What generator and analyzers say of one declaration, without the compiler's work on what is generated.</summary>
    public Project Analyse(int item) => Project.Analyse(_kind, [File(item)]);

    /// <summary>What the errors of a project say of a declaration: it is refused, or something is wrong.</summary>
    public Outcome Judge(Project project, int item)
    {
        Diagnostic[] errors = [.. project.Errors.Where(error => Breakdowns.Contains(error.Id) || IsOf(error, item) || error.Location.SourceTree is null)];
        Diagnostic[] wrong = [.. errors.Where(error => Breakdowns.Contains(error.Id) || !IsOfUser(error))];

        // What hides behind the errors of the declaration itself does not count.
        bool isRefused = errors.Any(error => IsOfUser(error) && !Breakdowns.Contains(error.Id));
        return wrong.Length == 0 ? new(isRefused, isRefused ? [.. errors.Take(3).Select(error => new Failure("compile", error.ToString()))] : [])
            : new(false, [.. wrong.Take(3).Select(error => new Failure("compile", error.ToString()))]);
    }

    private (Assembly? Assembly, Dictionary<int, Outcome> Outcomes) CompileApart(int[] items)
    {
        Dictionary<int, Outcome> outcomes = [];
        foreach (int item in items)
        {
            Project project = Build([item]);
            if (project.Errors.Any())
                outcomes[item] = Judge(project, item);
        }

        int[] good = [.. items.Except(outcomes.Keys)];
        if (good.Length == 0)
            return (null, outcomes);
        Project all = Build(good);
        if (!all.Errors.Any())
            return (all.Load(), outcomes);
        foreach (int item in good)
            outcomes[item] = new(false, [new("compile", "Only together with others: " + string.Join('\n', all.Errors.Take(3)))]);
        return (null, outcomes);
    }

    private Project Build(int[] items) => Project.Compile(
        _kind,
        [.. items.Select(File), .. items.Where(item => _graphs[item] is not null).Select(item =>
            (Name: $"{ClassOf(item)}Driver.cs", Text: DriverText.Write(ClassOf(item), _graphs[item]!.Graph)))],
        path => items.FirstOrDefault(item => Path.GetFileName(path).StartsWith(ClassOf(item), StringComparison.Ordinal)) is var found
            ? NetworkCheck.BitsOf(_items[found].Seed) : 512);

    private (string Name, string Text) File(int item) => ($"{ClassOf(item)}.cs", "using ConvGen;\n" + _declarations[item].Text(ClassOf(item)));

    private static bool IsOf(Diagnostic error, int item) =>
        error.Location.SourceTree is { } tree && Path.GetFileName(tree.FilePath).StartsWith(ClassOf(item), StringComparison.Ordinal);

    private static bool IsOfUser(Diagnostic error) =>
        error.Location.SourceTree is { } tree && !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && !tree.FilePath.EndsWith("Driver.cs", StringComparison.Ordinal);
}
