namespace ConvGen.Generator.Tests.Jit;

/// <summary>The sizes by which the JIT decides whether it still optimises a method.</summary>
/// <param name="Method">The method with its class.</param>
/// <param name="Bytes">Bytes of IL.</param>
/// <param name="Instructions">Instructions of IL.</param>
/// <param name="Blocks">Basic blocks.</param>
/// <param name="Locals">Local variables, arguments among them.</param>
/// <param name="References">Instructions that read, write or take the address of a local variable or argument.</param>
internal sealed record MethodSize(string Method, int Bytes, int Instructions, int Blocks, int Locals, int References);
