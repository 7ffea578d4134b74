using System.Collections.Immutable;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>
/// Problems as diagnostics. Fixes are stored in the diagnostic's properties, so that a code fix offers what was computed with the message.
/// </summary>
public static class ProblemDiagnostics
{
    private const string SuggestionKey = "suggestion";
    private const string CountKey = "fixes";
    private const string Removed = "-";

    /// <summary>Makes the diagnostic of a problem.</summary>
    public static Diagnostic Create(Problem problem, Location location) =>
        Diagnostic.Create(Descriptors.Of(problem.Id), location, Properties(problem), ProblemMessages.Arguments(problem));

    /// <summary>The likely name, when one is misspelled, or a free one, when it is taken.</summary>
    public static string? Suggestion(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(SuggestionKey, out string? name) ? name : null;

    /// <summary>The fixes of a diagnostic.</summary>
    public static IReadOnlyList<Fix> Fixes(Diagnostic diagnostic)
    {
        List<Fix> fixes = [];
        ImmutableDictionary<string, string?> properties = diagnostic.Properties;
        for (int i = 0; properties.TryGetValue($"{CountKey}.{i}.key", out string? key); i++)
        {
            List<ArgumentEdit> edits = [];
            for (int j = 0; properties.TryGetValue($"{CountKey}.{i}.{j}.argument", out string? argument); j++)
            {
                string value = properties[$"{CountKey}.{i}.{j}.value"]!;
                edits.Add(new(argument!, value == Removed ? null : value));
            }

            fixes.Add(new(key!, properties[$"{CountKey}.{i}.title"]!, edits.ToEquatableArray()));
        }

        return fixes;
    }

    private static ImmutableDictionary<string, string?> Properties(Problem problem)
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        if (problem.Suggestion is { } suggestion)
        {
            properties[SuggestionKey] = suggestion;
        }

        for (int i = 0; i < problem.Fixes.Count; i++)
        {
            Fix fix = problem.Fixes[i];
            properties[$"{CountKey}.{i}.key"] = fix.Key;
            properties[$"{CountKey}.{i}.title"] = fix.Title;
            for (int j = 0; j < fix.Edits.Count; j++)
            {
                properties[$"{CountKey}.{i}.{j}.argument"] = fix.Edits[j].Argument;
                properties[$"{CountKey}.{i}.{j}.value"] = fix.Edits[j].Value ?? Removed;
            }
        }

        return properties.ToImmutable();
    }
}
