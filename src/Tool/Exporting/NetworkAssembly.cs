using System.Reflection;
using System.Runtime.Loader;

namespace ConvGen.Tool.Exporting;

/// <summary>An assembly with networks, and what lies beside it. The library itself is that of the tool.</summary>
internal sealed class NetworkAssembly : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _dependencies;
    private readonly Assembly _assembly;
    private readonly string _path;

    private NetworkAssembly(string path)
        : base(isCollectible: true)
    {
        _path = path;
        _dependencies = new(path);
        _assembly = LoadFromAssemblyPath(path);
    }

    /// <summary>Loads an assembly.</summary>
    /// <exception cref="InvalidDataException">It is no assembly, or one of a later .NET.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NetworkAssembly Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException("there is no such file", path);
        }

        try
        {
            return new(Path.GetFullPath(path));
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"it is no assembly that can be loaded: {error.Message}", error);
        }
    }

    /// <summary>Makes a network of a class, with weights of a file, or as the class makes it.</summary>
    /// <param name="className">The class's name, with its namespace unless it is the only one of that name.</param>
    /// <param name="weights">A safetensors file; <see langword="null"/> for the weights of a new network.</param>
    /// <exception cref="InvalidDataException">There is no such network, or the weights are not its own.</exception>
    public INetwork Create(string className, string? weights)
    {
        Type type = Find(className);
        object?[] arguments = weights is null ? [NetworkOptions.Default] : [weights, NetworkOptions.Default];
        MethodBase? method = weights is null
            ? type.GetConstructor([typeof(NetworkOptions)])
            : type.GetMethod("Load", [typeof(string), typeof(NetworkOptions)]);
        if (!typeof(INetwork).IsAssignableFrom(type) || method is null)
        {
            throw new InvalidDataException($"'{type}' is no network: no code was generated for it.");
        }

        try
        {
            return (INetwork)(method is ConstructorInfo constructor
                ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)
                : method.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!);
        }
        catch (WeightFormatException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == typeof(INetwork).Assembly.GetName().Name ? null
            : _dependencies.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
            : null;

    private Type Find(string className)
    {
        Type[] found = [.. Types().Where(type => type.FullName == className)];
        found = found.Length > 0 ? found : [.. Types().Where(type => type.Name == className)];
        return found switch
        {
            [Type only] => only,
            [] => throw new InvalidDataException($"there is no class '{className}' in {Path.GetFileName(_path)}; {Networks()}"),
            _ => throw new InvalidDataException(
                $"'{className}' is the name of {string.Join(" and ", found.Select(type => type.FullName).Order(StringComparer.Ordinal))}"),
        };
    }

    private string Networks()
    {
        string[] names = [.. Types().Where(typeof(INetwork).IsAssignableFrom).Select(type => type.FullName!).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "it has no networks" : $"its networks are {string.Join(", ", names)}";
    }

    // Types whose dependencies are missing are no networks.
    private IEnumerable<Type> Types()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException error)
        {
            return error.Types.OfType<Type>();
        }
    }
}
