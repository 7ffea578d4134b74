using System.Collections.Immutable;
using System.Reflection;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>
/// All diagnostics. All but advice are errors that cannot be configured: without a valid declaration there is no code.
/// </summary>
public static partial class Descriptors
{
    // Found by reflection instead of listed; lazily, when the fields of all partial declarations are initialised.
    private static readonly Lazy<Dictionary<string, DiagnosticDescriptor>> ById = new(() => typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToDictionary(descriptor => descriptor.Id));

    /// <summary>CG3001: nothing to train.</summary>
    public static readonly DiagnosticDescriptor NothingToTrain = Create(
        ProblemIds.NothingToTrain,
        Categories.Training,
        "Nothing to train");

    /// <summary>All of them, in the order of their identifiers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All =>
        [.. ById.Value.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <summary>The descriptor of an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is no such identifier.</exception>
    public static DiagnosticDescriptor Of(string id) => ById.Value[id];

    private static DiagnosticDescriptor Create(string id, string category, string title) =>
        Create(id, category, title, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Create(
        string id, string category, string title, DiagnosticSeverity severity, params string[] tags)
    {
        string format = ProblemMessages.Format(id);
        return new(id, title, format, category, severity, isEnabledByDefault: true, new DiagnosticPage(id), customTags: tags);
    }
}
