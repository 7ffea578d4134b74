using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>
/// The page of docs/diagnostics on an identifier, as the description that editors and logs show. It is embedded in this assembly, so that
/// it is available offline and belongs to this version.
/// </summary>
/// <param name="id">The identifier.</param>
internal sealed class DiagnosticPage(string id) : LocalizableString
{
    /// <inheritdoc/>
    protected override string GetText(IFormatProvider? formatProvider)
    {
        using Stream? stream = typeof(DiagnosticPage).Assembly.GetManifestResourceStream($"{id}.md");
        if (stream is null)
        {
            return string.Empty;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <inheritdoc/>
    protected override int GetHash() => id.GetHashCode();

    /// <inheritdoc/>
    protected override bool AreEqual(object? other) => other is DiagnosticPage page && page.Id == Id;

    private string Id => id;
}
