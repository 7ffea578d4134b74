namespace ConvGen;

/// <summary>What stands outside a picture.</summary>
internal static class Border
{
    /// <summary>The position along an axis that stands at a place inside or outside of it; −1 where nothing does.</summary>
    /// <param name="place">The place, from 0 inside.</param>
    /// <param name="extent">How many positions there are.</param>
    /// <param name="padding">What comes in from outside.</param>
    public static int Source(long place, int extent, CropPadding padding)
    {
        if (place >= 0 && place < extent)
        {
            return (int)place;
        }

        if (padding == CropPadding.Zeros)
        {
            return -1;
        }

        // Mirrored at the outermost positions, which are not repeated, again and again.
        if (extent == 1)
        {
            return 0;
        }

        long period = 2L * (extent - 1);
        long within = place % period;
        within = within < 0 ? within + period : within;
        return (int)(within < extent ? within : period - within);
    }
}
