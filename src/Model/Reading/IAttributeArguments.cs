namespace ConvGen.Model.Reading;

/// <summary>
/// The arguments of one attribute by the names of its constructor's parameters and of its properties: from source, or from a compiled
/// class.
/// </summary>
public interface IAttributeArguments
{
    /// <summary>The attribute as in brackets: without <c>Attribute</c>.</summary>
    string Kind { get; }

    /// <summary>Whether the arguments fit a constructor. Those of incomplete code may not, and the compiler reports it.</summary>
    bool FitsConstructor { get; }

    /// <summary>An argument, or the default of a parameter; <see langword="null"/> where there is neither.</summary>
    /// <param name="name">The name of a parameter or property.</param>
    ArgumentValue? Find(string name);

    /// <summary>
    /// Whether an argument that is found is written, as opposed to the default of a parameter. Where there is no source, a value that
    /// equals the default counts as not written.
    /// </summary>
    /// <param name="name">The name of a parameter or property.</param>
    bool IsWritten(string name);
}
