namespace ConvGen.Generator.Tests.Compiling;

/// <summary>A framework that users target.</summary>
public enum Framework
{
    /// <summary>.NET 8, the oldest that the runtime supports.</summary>
    Net80,

    /// <summary>.NET 10.</summary>
    Net100,
}
