namespace ConvGen.Model;

/// <summary>A change of one attribute that removes a problem.</summary>
/// <param name="Key">What kind of change it is, equal for equal kinds, so that it can be applied everywhere at once.</param>
/// <param name="Title">What it does and what comes out of it: <c>Set Rounding = Floor (output 54×54)</c>.</param>
/// <param name="Edits">The arguments to set or to remove.</param>
public sealed record Mend(string Key, string Title, EquatableArray<ArgumentEdit> Edits);
