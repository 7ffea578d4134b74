using ConvGen.Engine;

namespace ConvGen;

/// <summary>The sides of a rectangle of random area and proportions, as torchvision draws them.</summary>
internal static class RandomBox
{
    /// <summary>Draws the area evenly and the proportions evenly in their logarithm; sides are rounded.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="form">The picture.</param>
    /// <param name="minScale">The smallest part of its area.</param>
    /// <param name="maxScale">The largest.</param>
    /// <param name="minRatio">The smallest ratio of the first side to the second.</param>
    /// <param name="maxRatio">The largest.</param>
    public static (double First, double Second) Draw(
        RandomSource random, PictureForm form, double minScale, double maxScale, double minRatio, double maxRatio)
    {
        double area = form.Height * (double)form.Width * random.NextBetween(minScale, maxScale);
        double ratio = Math.Exp(random.NextBetween(Math.Log(minRatio), Math.Log(maxRatio)));
        return (Math.Round(Math.Sqrt(area * ratio)), Math.Round(Math.Sqrt(area / ratio)));
    }
}
