using static System.FormattableString;

namespace ConvGen;

/// <summary>What can be done with which pictures.</summary>
internal static class AugmentationRules
{
    /// <summary>Checks that an augmentation can be applied.</summary>
    /// <param name="augmentation">The augmentation.</param>
    /// <param name="before">The pictures as they are read.</param>
    /// <param name="after">The pictures when they have their last size.</param>
    /// <param name="isPicture">Whether they have rows and columns; signals have a length only.</param>
    /// <param name="name">The argument.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check(Augmentation augmentation, PictureForm before, PictureForm after, bool isPicture, string name)
    {
        bool reflects = augmentation.Padding == CropPadding.Reflect;
        if (reflects && (augmentation.Shift >= after.Width || (isPicture && augmentation.Shift >= after.Height)))
        {
            string extents = isPicture ? Invariant($"{after.Height}×{after.Width}") : Invariant($"{after.Width}");
            throw new ArgumentException(
                Invariant($"Reflection shifts by less than the extents {extents}, not by {augmentation.Shift}."), name);
        }

        if (!isPicture && augmentation is not { Crop: null, Rotation: 0, Color: null, Erasing: null })
        {
            throw new ArgumentException(
                "Crop, Rotation, Color and Erasing are for pictures of C×H×W; a signal of C×L can be flipped and shifted.", name);
        }

        if (augmentation.Crop is { } crop)
        {
            Require.Ordered(crop.MinScale, crop.MaxScale, "part of the area", name);
            Require.Ordered(crop.MinRatio, crop.MaxRatio, "ratio", name);
            if ((long)after.Height * after.Width * after.Channels > Array.MaxLength)
            {
                throw new ArgumentException(Invariant($"Pieces of {after.Height}×{after.Width} pixels are larger than an array."), name);
            }
        }

        if (augmentation.Color is { } && before.Channels is not (1 or 3))
        {
            throw new ArgumentException(
                Invariant($"Color is for pictures of one channel, or of red, green and blue, not of {before.Channels} channels."), name);
        }

        if (augmentation.Erasing is { } erasing)
        {
            Require.Ordered(erasing.MinScale, erasing.MaxScale, "part of the area", name);
            Require.Ordered(erasing.MinRatio, erasing.MaxRatio, "ratio", name);
            if (erasing.Values.Count != 1 && erasing.Values.Count != before.Channels)
            {
                throw new ArgumentException(
                    Invariant($"Erasing has {erasing.Values.Count} values; pictures have {before.Channels} channels."), name);
            }
        }
    }
}
