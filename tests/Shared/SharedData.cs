using Xunit;

namespace ConvGen.Tests;

/// <summary>
/// Reference data that lies beside the repository, in <c>../shared/data</c>. Tests that need it are skipped with that reason where it is missing, and
/// fail where the environment variable <c>CONVGEN_REQUIRE_SHARED_DATA</c> is 1, as in <c>.ci/run</c>.
/// </summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>Whether the reference data is there.</summary>
    public static bool IsAvailable => Root is not null;

    /// <summary>A file or folder of the reference data; skips the running test when there is none.</summary>
    /// <param name="parts">The path below <c>shared/data</c>.</param>
    public static string Path(params string[] parts)
    {
        const string missing = "The reference data is not there: no shared/data/README.md beside the repository.";
        Assert.False(Root is null && IsRequired, $"{missing} CONVGEN_SKIP_SHARED_DATA=1 has .ci/run skip the tests that need it.");
        Assert.SkipWhen(Root is null, missing);
        return System.IO.Path.Combine([Root, .. parts]);
    }

    private static bool IsRequired => Environment.GetEnvironmentVariable("CONVGEN_REQUIRE_SHARED_DATA") == "1";

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string data = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (File.Exists(System.IO.Path.Combine(data, "README.md")))
            {
                return data;
            }
        }

        return null;
    }
}
