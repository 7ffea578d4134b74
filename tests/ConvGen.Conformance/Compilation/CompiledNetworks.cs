using System.Reflection;
using System.Runtime.Loader;

namespace ConvGen.Conformance.Compilation;

/// <summary>An assembly of networks, loaded until it is disposed.</summary>
internal sealed class CompiledNetworks : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Assembly _assembly;

    private CompiledNetworks(AssemblyLoadContext context, Assembly assembly)
    {
        _context = context;
        _assembly = assembly;
    }

    public static CompiledNetworks Load(MemoryStream image)
    {
        image.Position = 0;

        // Everything that the networks reference, the runtime among it, comes from the default context.
        AssemblyLoadContext context = new("Conformance", isCollectible: true);
        return new(context, context.LoadFromStream(image));
    }

    /// <summary>Makes a network.</summary>
    public INetwork Create(string className, NetworkOptions options) =>
        Activator.CreateInstance(Find(className), options) as INetwork
        ?? throw new InvalidOperationException($"The generator made no network of {className}.");

    /// <summary>A class of the namespace.</summary>
    public Type Find(string className) => _assembly.GetType($"{NetworkSource.Namespace}.{className}", throwOnError: true)!;

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}
