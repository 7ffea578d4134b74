namespace Classify;

/// <summary>Pictures of textures in two random colours, turned, scaled and shifted at random.</summary>
internal static class Textures
{
    /// <summary>The width and height of a picture.</summary>
    public const int Side = 48;

    private const double Noise = 12;

    /// <summary>What the textures are called.</summary>
    public static IReadOnlyList<string> Names { get; } = ["stripes", "checks", "dots", "rings", "rays", "clouds"];

    /// <summary>Draws one picture.</summary>
    /// <param name="index">Its number, which also decides the texture.</param>
    /// <returns>Red, green and blue of each pixel, and the texture.</returns>
    public static (byte[] Colours, int Texture) Draw(int index)
    {
        var random = new Random(index);
        int texture = index % Names.Count;
        double angle = Between(random, 0, Math.PI), period = Between(random, 6, 14);
        double centreX = Between(random, 0, Side), centreY = Between(random, 0, Side);
        double[] phases = [.. Enumerable.Range(0, 4).Select(_ => Between(random, 0, 2 * Math.PI))];
        double[] dark = [.. Enumerable.Range(0, 3).Select(_ => Between(random, 0, 120))];
        double[] bright = [.. dark.Select(value => value + Between(random, 60, 135))];
        byte[] colours = new byte[3 * Side * Side];
        for (int i = 0; i < Side * Side; i++)
        {
            double x = (i % Side) - centreX, y = (i / Side) - centreY;
            double along = ((x * Math.Cos(angle)) + (y * Math.Sin(angle))) * 2 * Math.PI / period;
            double across = ((y * Math.Cos(angle)) - (x * Math.Sin(angle))) * 2 * Math.PI / period;
            double share = Share(texture, along, across, phases);
            for (int colour = 0; colour < 3; colour++)
            {
                double value = dark[colour] + (share * (bright[colour] - dark[colour])) + Between(random, -Noise, Noise);
                colours[(3 * i) + colour] = (byte)Math.Clamp(value, 0, 255);
            }
        }

        return (colours, texture);
    }

    // How much of the bright colour there is at a place, whose coordinates are angles within the texture's period.
    private static double Share(int texture, double along, double across, double[] phases) => texture switch
    {
        0 => Math.Sin(along) > 0 ? 1 : 0,
        1 => Math.Sin(along) * Math.Sin(across) > 0 ? 1 : 0,
        2 => Math.Cos(along) + Math.Cos(across) > 0.9 ? 1 : 0,
        3 => Math.Sin(Math.Sqrt((along * along) + (across * across))) > 0 ? 1 : 0,
        4 => Math.Sin(8 * Math.Atan2(across, along)) > 0 ? 1 : 0,
        _ => 0.5 + (0.25 * (Math.Sin((along / 3) + phases[0]) + Math.Sin((across / 4) + phases[1]))
            * Math.Cos((along / 5) + (across / 3) + phases[2])) + (0.2 * Math.Sin(((along - across) / 4) + phases[3])),
    };

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
