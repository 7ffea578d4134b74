using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator;

/// <summary>
/// The settings for the networks of each file, as data: equal when nothing has changed, so that an edit of the project, which replaces its
/// syntax trees, leaves its networks alone.
/// </summary>
/// <param name="AnalyzersRun">Whether analyzers run, which report the errors of networks.</param>
/// <param name="Files">The files with networks, in the order of their paths.</param>
internal sealed record SettingsTable(bool AnalyzersRun, EquatableArray<FileSettings> Files)
{
    /// <summary>Reads the settings of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="options">Its options.</param>
    /// <param name="files">The paths of the files with networks.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static SettingsTable Read(
        Compilation compilation, AnalyzerConfigOptionsProvider options, IEnumerable<string> files, CancellationToken cancellation)
    {
        var wanted = new HashSet<string>(files, StringComparer.Ordinal);
        var found = new SortedDictionary<string, CodeSettings>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            // Every edit comes here, in projects without networks too.
            if (found.Count == wanted.Count)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            if (wanted.Contains(tree.FilePath) && !found.ContainsKey(tree.FilePath))
            {
                found.Add(tree.FilePath, CodeSettingsReader.Read(options, tree));
            }
        }

        return new(
            CodeSettingsReader.AnalyzersRun(options), found.Select(each => new FileSettings(each.Key, each.Value)).ToEquatableArray());
    }

    /// <summary>The settings for the networks of a file.</summary>
    /// <param name="file">Its path.</param>
    public CodeSettings For(string file) => Files.First(each => each.File == file).Settings;
}
