using System.Globalization;
using System.Text.RegularExpressions;
using ConvGen;

namespace Samples;

/// <summary>A program for the command line, with an error message in one line instead of a stack trace.</summary>
internal static partial class Sample
{
    /// <summary>Runs a sample.</summary>
    /// <param name="arguments">What stands on the command line.</param>
    /// <param name="usage">The text for --help; its lines that begin with an option say which options there are.</param>
    /// <param name="run">The sample.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, string usage, Action<Arguments> run)
    {
        // The same output wherever it runs.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            if (arguments.Any(argument => argument is "--help" or "-h"))
                Console.WriteLine(usage);
            else
                run(new Arguments(arguments, [.. OptionLine().Matches(usage).Select(match => match.Groups[1].Value)]));
            return 0;
        }
        catch (Exception e) when (e is FormatException or DataFormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{AppDomain.CurrentDomain.FriendlyName}: {e.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    [GeneratedRegex("^ +(--[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
