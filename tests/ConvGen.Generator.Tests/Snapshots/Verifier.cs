using System.Runtime.CompilerServices;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares a text with the accepted one that lies beside the test, under the names that the library Verify uses: a difference writes
/// <c>Class.Method.received.cs</c>, which is accepted by renaming it to <c>Class.Method.verified.cs</c>.
/// </summary>
internal static class Verifier
{
    private const int Context = 3;

    /// <summary>Fails when the text differs from the accepted one, or when there is none yet.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The extension of its file.</param>
    /// <param name="sourceFile">The file of the test, named as its class.</param>
    /// <param name="method">The method of the test.</param>
    public static async Task Verify(
        string target, string extension = "txt", [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        string name = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");
        string received = $"{name}.received.{extension}";
        string verified = $"{name}.verified.{extension}";
        string? accepted = File.Exists(verified) ? Lines(await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken)) : null;
        if (accepted == Lines(target))
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, Lines(target), TestContext.Current.CancellationToken);
        throw new XunitException(accepted is null
            ? $"There is no {Path.GetFileName(verified)}. What was received lies beside the test; rename it when it is right."
            : $"{Path.GetFileName(verified)} (-) differs from what was received (+):\n{Difference(accepted, Lines(target))}");
    }

    // A checkout may have turned line ends; a last one is the editor's business.
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    private static string Difference(string accepted, string received)
    {
        List<DiffPiece> lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(accepted, received).Lines;
        IEnumerable<string> shown = lines
            .Where((_, index) => Enumerable.Range(index - Context, (2 * Context) + 1)
                .Any(near => lines.ElementAtOrDefault(near) is { Type: not ChangeType.Unchanged }))
            .Select(line => $"{Sign(line.Type)} {line.Text}");
        return string.Join('\n', shown);
    }

    private static char Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
