using System.Globalization;
using System.Text;

namespace ConvGen.Conformance.Compilation;

/// <summary>The text of a declaration as a user would write it.</summary>
internal static class NetworkSource
{
    public const string Namespace = "Conformance.Networks";

    /// <summary>The source file of one network.</summary>
    /// <param name="className">The class's name.</param>
    /// <param name="caseName">The case, for a comment.</param>
    /// <param name="attributes">The attributes of the class, one per line.</param>
    public static string Write(string className, string caseName, IReadOnlyList<string> attributes)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"using ConvGen;\n\nnamespace {Namespace};\n\n// {caseName}\n");
        foreach (string attribute in attributes)
            text.Append(CultureInfo.InvariantCulture, $"[{attribute}]\n");
        return text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {className};\n").ToString();
    }
}
