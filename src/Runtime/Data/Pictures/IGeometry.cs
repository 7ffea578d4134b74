namespace ConvGen;

/// <summary>A change of places, drawn for one example: what it does to the picture, and to masks and boxes of the same size.</summary>
internal interface IGeometry
{
    /// <summary>Makes the changed picture.</summary>
    /// <param name="form">How the picture lies before.</param>
    /// <param name="from">The picture.</param>
    /// <param name="to">The changed one, all of which is written.</param>
    void Picture(PictureForm form, ReadOnlySpan<float> from, Span<float> to);

    /// <summary>Makes the changed mask: every pixel is one of the old ones, never something between two.</summary>
    /// <param name="form">How the mask lies before.</param>
    /// <param name="from">The mask.</param>
    /// <param name="to">The changed one, all of which is written.</param>
    /// <param name="outside">What comes in from outside, unless that is reflected.</param>
    void Mask(PictureForm form, ReadOnlySpan<float> from, Span<float> to, float outside);

    /// <summary>Where a box goes, which may be beyond the picture.</summary>
    BoxEdges Box(BoxEdges box);
}
