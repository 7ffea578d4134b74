using ConvGen.Engine;

namespace ConvGen;

/// <summary>One example while it is changed, with the memory that this takes.</summary>
internal sealed class AugmentationScratch
{
    private float[] _changed;
    private float[] _changedTarget;
    private PictureForm _form;

    /// <summary>Allocates everything.</summary>
    /// <param name="augmentation">What examples go through.</param>
    /// <param name="before">The picture when it is read.</param>
    /// <param name="after">The picture when it has its last size.</param>
    /// <param name="targetLength">The most floats that the targets have, before or after.</param>
    public AugmentationScratch(Augmentation augmentation, PictureForm before, PictureForm after, int targetLength)
    {
        Picture = new float[Math.Max(before.Length, after.Length)];
        _changed = new float[Picture.Length];
        Target = new float[targetLength];
        _changedTarget = new float[Target.Length];
        Columns = new int[after.Width];
        Resize = augmentation.Crop is null ? null : new ResizeScratch(before, after);
    }

    /// <summary>Where random numbers come from.</summary>
    public RandomSource Random { get; } = new(0);

    /// <summary>The picture as it is now.</summary>
    public float[] Picture { get; private set; }

    /// <summary>Its targets as they are now.</summary>
    public float[] Target { get; private set; }

    /// <summary>For <see cref="ShiftAndFlip"/>.</summary>
    public int[] Columns { get; }

    /// <summary>For <see cref="ResizedCrop"/>.</summary>
    public ResizeScratch? Resize { get; }

    /// <summary>A new example has been read.</summary>
    /// <param name="form">How its picture lies.</param>
    public void Begin(PictureForm form) => _form = form;

    /// <summary>Changes the places of everything.</summary>
    /// <typeparam name="T">The kind of change.</typeparam>
    /// <param name="geometry">The change.</param>
    /// <param name="after">How the picture lies then.</param>
    /// <param name="targets">What the targets are.</param>
    public void Move<T>(T geometry, PictureForm after, TargetPart[] targets)
        where T : struct, IGeometry
    {
        geometry.Picture(_form, Picture.AsSpan(0, _form.Length), _changed.AsSpan(0, after.Length));
        (Picture, _changed) = (_changed, Picture);
        int from = 0;
        int to = 0;
        foreach (TargetPart part in targets)
        {
            Span<float> old = Target.AsSpan(from, (int)part.LengthOf(_form));
            Span<float> changed = _changedTarget.AsSpan(to, (int)part.LengthOf(after));
            if (part.Kind == TargetPart.PartKind.Mask)
            {
                geometry.Mask(part.MaskOf(_form), old, changed, part.Outside);
            }
            else
            {
                old.CopyTo(changed);
                if (part.Kind == TargetPart.PartKind.Boxes)
                {
                    MoveBoxes(geometry, after, changed, part.Stride);
                }
            }

            from += old.Length;
            to += changed.Length;
        }

        (Target, _changedTarget) = (_changedTarget, Target);
        _form = after;
    }

    private static void MoveBoxes<T>(T geometry, PictureForm after, Span<float> boxes, int stride)
        where T : struct, IGeometry
    {
        for (int i = 0; i < boxes.Length; i += stride)
        {
            Span<float> edges = boxes.Slice(i, 4);
            BoxEdges box = new(edges[0], edges[1], edges[2], edges[3]);
            if (!box.HasArea)
            {
                continue;
            }

            BoxEdges moved = geometry.Box(box).Within(after.Height, after.Width);
            moved = moved.HasArea ? moved : default;
            (edges[0], edges[1], edges[2], edges[3]) = (moved.Left, moved.Top, moved.Right, moved.Bottom);
        }
    }
}
