namespace ConvGen.Generator.Functions;

/// <summary>What a layer or a function has to do with infinities; what merely overflows is not meant.</summary>
internal enum Infinities
{
    /// <summary>It may yield one where it reads one.</summary>
    Passed,

    /// <summary>It yields one of some ordinary number, as 1 / 0 is.</summary>
    Made,

    /// <summary>It yields none, whatever it reads.</summary>
    Stopped,
}
