using System.Globalization;
using System.Text;

namespace ConvGen.Generator.Tests;

/// <summary>ResNet-20 (He et al. 2015, section 4.2) as layers: three stages of three blocks.</summary>
internal static class ResNetText
{
    private const int BlocksPerStage = 3;

    /// <summary>The layers as attributes.</summary>
    public static string Layers()
    {
        StringBuilder text = new("[Input(3, 32, 32), Conv(16, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu(Name = \"stem\")]\n");
        string previous = "stem";
        foreach (int stage in Enumerable.Range(1, 3))
        {
            foreach (int block in Enumerable.Range(0, BlocksPerStage))
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"layer{stage}.{block}");
                Append(text, name, previous, filters: 8 << stage, halves: stage > 1 && block == 0);
                previous = name;
            }
        }

        return text.Append("[GlobalAvgPool, Dense(10, Name = \"linear\")]\n").ToString();
    }

    private static void Append(StringBuilder text, string name, string previous, int filters, bool halves)
    {
        string stride = halves ? "s: 2, " : "";
        string shortcut = previous;
        text.Append(CultureInfo.InvariantCulture, $"""
            [Conv({filters}, k: 3, {stride}p: 1, Bias = BiasKind.None, Rounding = RoundingMode.Floor), BatchNorm, Relu]
            [Conv({filters}, k: 3, p: 1, Bias = BiasKind.None), BatchNorm(Name = "{name}.sum")]

            """);
        if (halves)
        {
            shortcut = $"{name}.shortcut";
            text.Append(CultureInfo.InvariantCulture, $"""
                [Conv({filters}, k: 1, s: 2, Bias = BiasKind.None, Rounding = RoundingMode.Floor, Name = "{shortcut}", From = "{previous}")]

                """);
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            [Add("{name}.sum", "{shortcut}"), Relu(Name = "{name}")]

            """);
    }
}
