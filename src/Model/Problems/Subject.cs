namespace ConvGen.Model.Problems;

/// <summary>The subject of a problem: the place in the source where it is reported.</summary>
/// <param name="Kind">What kind of subject it is.</param>
/// <param name="Index">Its index in the declaration when there are several.</param>
public readonly record struct Subject(SubjectKind Kind, int Index = -1)
{
    /// <summary>The class as a whole.</summary>
    public static Subject Type => new(SubjectKind.Type);

    /// <summary>The limits.</summary>
    public static Subject Budget => new(SubjectKind.Budget);

    /// <summary>The <c>[Trainable]</c> attribute.</summary>
    public static Subject Trainable => new(SubjectKind.Trainable);

    /// <summary>The <c>[Pretrained]</c> attribute.</summary>
    public static Subject Pretrained => new(SubjectKind.Pretrained);

    /// <summary>One layer.</summary>
    public static Subject OfLayer(int index) => new(SubjectKind.Layer, index);

    /// <summary>A member that the class declares or inherits.</summary>
    public static Subject OfMember(int index) => new(SubjectKind.Member, index);

    /// <summary>One of the further sizes of the input.</summary>
    public static Subject OfSize(int index) => new(SubjectKind.Size, index);
}

/// <summary>The kinds of subjects.</summary>
public enum SubjectKind
{
    /// <summary>The class as a whole.</summary>
    Type,

    /// <summary>One layer.</summary>
    Layer,

    /// <summary>The limits.</summary>
    Budget,

    /// <summary>The <c>[Trainable]</c> attribute.</summary>
    Trainable,

    /// <summary>The <c>[Pretrained]</c> attribute.</summary>
    Pretrained,

    /// <summary>A further size of the input.</summary>
    Size,

    /// <summary>A member that the class declares or inherits.</summary>
    Member,
}
