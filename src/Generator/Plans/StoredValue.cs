using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Plans;

/// <summary>A value that is brought in or taken out, and where it is.</summary>
/// <param name="Name">What it is, for comments.</param>
/// <param name="Layout">How it is stored.</param>
/// <param name="Offset">Where its memory begins, in floats of an example: a concatenation's where it is part of one.</param>
/// <param name="Start">Its first pixel, in floats from there.</param>
/// <param name="Length">Floats of the memory.</param>
/// <param name="HasSharedHalo">Whether other values write over its halo, so that it must be cleared before each use.</param>
internal sealed record StoredValue(string Name, ValueLayout Layout, int Offset, int Start, int Length, bool HasSharedHalo)
{
    /// <summary>A value that planning has placed.</summary>
    public static StoredValue Of(Value value, ISet<Value> sharedHalos) =>
        new(value.Name, value.Layout, value.Root.Offset, value.Start, value.Root.Layout.Length, sharedHalos.Contains(value.Root));
}
