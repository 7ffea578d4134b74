using ConvGen.Model;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers.Reading;

/// <summary>
/// Reads a project's settings for emitted code: from <c>.editorconfig</c> for the files of a section, else from MSBuild properties.
/// </summary>
public static class CodeSettingsReader
{
    /// <summary>The key of the vector targets in <c>.editorconfig</c>; the property is <c>ConvGenTargets</c>.</summary>
    public const string TargetsKey = "convgen_targets";

    /// <summary>The key of training in <c>.editorconfig</c>; the property is <c>ConvGenTraining</c>.</summary>
    public const string TrainingKey = "convgen_training";

    // The whole assembly is optimised or none of it, so that there is a property only.
    private const string OptimizeKey = "ConvGenOptimize";

    private const string Flags = "true or false";

    /// <summary>The settings for the networks of a file. Invalid options are reported and ignored.</summary>
    /// <param name="options">The options of the compilation.</param>
    /// <param name="file">The file; <see langword="null"/> for none.</param>
    /// <param name="report">Receives invalid options; <see langword="null"/> for none.</param>
    public static CodeSettings Read(AnalyzerConfigOptionsProvider options, SyntaxTree? file, Action<Problem>? report = null)
    {
        AnalyzerConfigOptions[] sources = file is null ? [options.GlobalOptions] : [options.GetOptions(file), options.GlobalOptions];
        EquatableArray<string>? targets = Find<EquatableArray<string>>(
            sources, TargetsKey, "ConvGenTargets", ReadTargets, $"one or more of {string.Join(", ", CodeSettings.AllTargets)}", report);
        bool? training = Find(sources, TrainingKey, "ConvGenTraining", ReadFlag, Flags, report);
        return new(targets ?? CodeSettings.Default.Targets, training ?? CodeSettings.Default.Training);
    }

    /// <summary>
    /// Whether the project asks for code that the just-in-time compiler optimises in debug builds too; <see langword="null"/> where it does
    /// not say.
    /// </summary>
    /// <param name="options">The options of the compilation.</param>
    /// <param name="report">Receives an invalid option; <see langword="null"/> for none.</param>
    public static bool? Optimizes(AnalyzerConfigOptionsProvider options, Action<Problem>? report = null) =>
        Find([options.GlobalOptions], OptimizeKey, OptimizeKey, ReadFlag, Flags, report);

    /// <summary>Whether a project consists of tests.</summary>
    /// <param name="options">The options of the compilation.</param>
    public static bool IsTestProject(AnalyzerConfigOptionsProvider options) =>
        "true".Equals(Text([options.GlobalOptions], Property("IsTestProject")), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the analyzers run. Without them the errors of a network are not reported.</summary>
    /// <param name="options">The options of the compilation.</param>
    public static bool AnalyzersRun(AnalyzerConfigOptionsProvider options)
    {
        AnalyzerConfigOptions[] sources = [options.GlobalOptions];
        string? asked = Text(sources, Property("RunAnalyzers")) ?? Text(sources, Property("RunAnalyzersDuringBuild"));
        return !"false".Equals(asked, StringComparison.OrdinalIgnoreCase);
    }

    private static T? Find<T>(
        AnalyzerConfigOptions[] sources, string key, string property, Func<string, T?> read, string wanted, Action<Problem>? report)
        where T : struct
    {
        foreach ((string name, string shown) in new[] { (key, key), (Property(property), property) })
        {
            if (Text(sources, name) is not { } text)
            {
                continue;
            }

            if (read(text) is { } found)
            {
                return found;
            }

            report?.Invoke(Problem.Of(ProblemIds.UnknownOption, [shown, text, wanted]));
        }

        return null;
    }

    private static bool? ReadFlag(string text) => bool.TryParse(text, out bool value) ? value : null;

    private static string Property(string name) => $"build_property.{name}";

    // The value of the first source that has one.
    private static string? Text(AnalyzerConfigOptions[] sources, string name) =>
        sources
            .Select(source => source.TryGetValue(name, out string? value) ? value.Trim() : string.Empty)
            .FirstOrDefault(value => value.Length > 0);

    private static EquatableArray<string>? ReadTargets(string text)
    {
        string[] names = [.. text.Split(',').Select(name => name.Trim())];
        string[] known = [.. CodeSettings.AllTargets.Where(target => names.Contains(target, StringComparer.OrdinalIgnoreCase))];
        return known.Length == names.Length ? known.ToEquatableArray() : null;
    }
}
