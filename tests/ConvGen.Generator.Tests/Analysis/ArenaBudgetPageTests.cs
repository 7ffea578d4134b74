using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ConvGen.Generator.Tests.Analysis;

/// <summary>The page of CG1012 shows what the analyzer says.</summary>
public partial class ArenaBudgetPageTests
{
    [Fact]
    public async Task PageShowsTheErrorAndTheFix()
    {
        string text = await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken);
        string[] examples = [.. CSharpBlock().Matches(text).Select(match => match.Groups[1].Value.Replace("public", "internal", StringComparison.Ordinal))];
        Assert.Equal(2, examples.Length);
        Assert.Equal(
            PrintedBlock().Match(text).Groups[1].Value.TrimEnd(),
            string.Join('\n', (await PlanAnalysis.RunAsync(examples[0])).Select(found => $"error {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}")));
        Assert.Empty(await PlanAnalysis.RunAsync(examples[1]));
    }

    private static string Page([CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "diagnostics", "CG1012.md");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PrintedBlock();
}
