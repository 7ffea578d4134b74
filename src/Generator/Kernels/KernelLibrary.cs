using ConvGen.Generator.Emission;
using ConvGen.Generator.Kernels.Functions;

namespace ConvGen.Generator.Kernels;

/// <summary>The methods of one vector target of one network: each distinct kernel and each distinct helper is emitted once.</summary>
internal sealed class KernelLibrary(VectorTarget target)
{
    private readonly Dictionary<Kernel, string> _kernels = [];
    private readonly Dictionary<Microkernel, string> _microkernels = [];
    private readonly HashSet<string> _names = [];
    private readonly SortedDictionary<string, string> _functions = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The vector target of these methods.</summary>
    public VectorTarget Target => target;

    /// <summary>The method of a kernel, emitted at its first use.</summary>
    public string Require(Kernel kernel)
    {
        if (!_kernels.TryGetValue(kernel, out string? name))
        {
            name = Unique(kernel.Name);
            _kernels.Add(kernel, name);
            var writer = new SourceWriter();
            kernel.Emit(writer, target, name, this);
            _texts.Add(writer.ToString());
        }

        return name;
    }

    /// <summary>The method of a microkernel, emitted at its first use.</summary>
    public string Require(Microkernel microkernel)
    {
        if (!_microkernels.TryGetValue(microkernel, out string? name))
        {
            name = Unique(microkernel.Name);
            _microkernels.Add(microkernel, name);
            var writer = new SourceWriter();
            microkernel.Emit(writer, target, name, this);
            _texts.Add(writer.ToString());
        }

        return name;
    }

    /// <summary>Makes a mathematical function over one vector available, and those that it uses.</summary>
    public void Require(VectorFunction function, VectorTarget width)
    {
        string key = $"{function.Name}{width.Bits}";
        if (_functions.ContainsKey(key))
        {
            return;
        }

        _functions.Add(key, string.Empty);
        var writer = new SourceWriter();
        function.Emit(writer, width, this);
        _functions[key] = writer.ToString();
    }

    /// <summary>Makes several functions available.</summary>
    public void Require(IEnumerable<VectorFunction> functions, VectorTarget width)
    {
        foreach (VectorFunction function in functions)
        {
            Require(function, width);
        }
    }

    /// <summary>All methods, in the order of their first use; functions last.</summary>
    public IEnumerable<string> Texts => _texts.Concat(_functions.Values);

    private string Unique(string suggestion)
    {
        string name = suggestion;
        for (int i = 2; !_names.Add(name); i++)
        {
            name = $"{suggestion}Variant{i}";
        }

        return name;
    }
}

/// <summary>A register block: a method that the drivers of kernels call for every tile.</summary>
internal abstract record Microkernel
{
    public abstract string Name { get; }

    public abstract void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library);
}
