namespace ConvGen.Generator.Merging;

/// <summary>An emitted method.</summary>
/// <param name="Name">Its name, which no other method of its class has.</param>
/// <param name="Comment">The lines above it.</param>
/// <param name="Text">Attributes, signature and body.</param>
internal sealed record MethodText(string Name, string Comment, string Text)
{
    /// <summary>The method as it is written when it is not merged with others.</summary>
    public string Whole => Comment + Text;
}
