namespace ConvGen.Generator.Emission;

/// <summary>What emitted code has to know of the project that it becomes part of.</summary>
/// <param name="HasMultiplyAddEstimate">Whether the framework has <c>Vector128.MultiplyAddEstimate</c> (.NET 9 and later).</param>
/// <param name="ChecksOverflow">Whether arithmetic on integers throws where it overflows, unless it says otherwise.</param>
internal readonly record struct TargetProject(bool HasMultiplyAddEstimate, bool ChecksOverflow);
