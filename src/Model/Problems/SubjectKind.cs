namespace ConvGen.Model;

/// <summary>The kinds of things that a problem can be about.</summary>
public enum SubjectKind
{
    /// <summary>The class as a whole.</summary>
    Type,

    /// <summary>One layer.</summary>
    Layer,

    /// <summary>The limits.</summary>
    Budget,

    /// <summary>The request for training code.</summary>
    Trainable,

    /// <summary>A further size of the input.</summary>
    Size,

    /// <summary>A member of the class that its author has given it, or that it inherits.</summary>
    Member,
}
