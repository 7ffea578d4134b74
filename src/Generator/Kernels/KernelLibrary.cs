using ConvGen.Generator.Functions;
using ConvGen.Generator.Merging;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels;

/// <summary>The methods of one vector target of one network: each distinct kernel and each distinct helper is emitted once.</summary>
internal sealed class KernelLibrary(VectorTarget target, bool wrapsAround) : ICodeLibrary
{
    private readonly Dictionary<EmittedKernel, KernelMethod> _kernels = [];
    private readonly Dictionary<Microkernel, string> _microkernels = [];
    private readonly HashSet<string> _names = ["Kernels", "KernelAt"];
    private readonly Dictionary<string, string> _tables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _functions = new(StringComparer.Ordinal);
    private readonly List<Func<MethodText>> _methods = [];
    private readonly List<string> _fields = [];
    private IReadOnlyList<MethodText>? _texts;
    private KernelUser _user;

    /// <summary>The vector target of these methods.</summary>
    public VectorTarget Target => target;

    /// <summary>The method that does the work of a step.</summary>
    /// <param name="kernel">The step's kernel.</param>
    /// <param name="user">What the method is for, and those that it calls.</param>
    public string Require(Kernel kernel, KernelUser user)
    {
        _user = user;
        return kernel.Callee(this);
    }

    /// <summary>The method of a kernel, emitted at its first use.</summary>
    public string Require(EmittedKernel kernel)
    {
        if (!_kernels.TryGetValue(kernel, out KernelMethod? method))
        {
            method = new KernelMethod(Unique(kernel.Name), []);
            _kernels.Add(kernel, method);
            var writer = new SourceWriter(wrapsAround);
            kernel.Emit(writer, target, method.Name, this);
            string text = writer.ToString();
            _methods.Add(() => Split(method.Name, $"{method.LayersComment}\n{text}"));
        }

        if (!method.Layers.Contains(_user.Layer))
        {
            method.Layers.Add(_user.Layer);
        }

        return method.Name;
    }

    /// <summary>The method of a microkernel, emitted at its first use.</summary>
    public string Require(Microkernel microkernel)
    {
        if (!_microkernels.TryGetValue(microkernel, out string? name))
        {
            name = Unique(microkernel.Name);
            _microkernels.Add(microkernel, name);
            var writer = new SourceWriter(wrapsAround);
            microkernel.Emit(writer, target, name, this);
            MethodText method = Split(name, writer.ToString());
            _methods.Add(() => method);
        }

        return name;
    }

    /// <summary>
    /// The field with a table of constants; equal ones are emitted once. A local span over constants would be an array of its own at every
    /// call of a method that the JIT does not optimise, as in a debug build.
    /// </summary>
    /// <param name="type">The type of its elements.</param>
    /// <param name="name">What it is called, unless another is.</param>
    /// <param name="values">The elements, as literals.</param>
    public string Table(string type, string name, IEnumerable<string> values)
    {
        string text = $"new {type}[] {{ {string.Join(", ", values)} }};";
        if (!_tables.TryGetValue(text, out string? field))
        {
            field = Unique(name);
            _tables.Add(text, field);
            _fields.Add($"private static readonly {type}[] {field} = {text}");
        }

        return field;
    }

    /// <summary>Declares a local span over a table of constants.</summary>
    public void DeclareTable(SourceWriter writer, string type, string name, IEnumerable<string> values) =>
        writer.Line(
            $"{Names.ReadOnlySpan}<{type}> {name} = {Table(type, $"{char.ToUpperInvariant(name[0])}{name.Substring(1)}", values)};");

    /// <summary>Makes a mathematical function over one vector available, and those that it uses.</summary>
    public void Require(VectorFunction function, VectorTarget width)
    {
        string key = $"{function.Name}{width.Bits}";
        if (_functions.ContainsKey(key))
        {
            return;
        }

        _functions.Add(key, string.Empty);
        if (_names.Contains(function.Name))
        {
            throw new InvalidOperationException($"A kernel and a function are both called {function.Name}.");
        }

        var writer = new SourceWriter(wrapsAround);
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

    /// <summary>All methods of kernels, those merged that differ in numbers only. Asked for when nothing more is required.</summary>
    public MergedCode Merged() => MergedCode.Of(Texts, Numbered);

    /// <summary>Tables of constants.</summary>
    public IEnumerable<string> Fields => _fields;

    /// <summary>Mathematical functions.</summary>
    public IEnumerable<string> Functions => _functions.Values;

    /// <summary>Methods and all that they call, in the order of their calls; asked for when nothing more is required.</summary>
    /// <param name="roots">The names of methods, as the library gave them.</param>
    public IReadOnlyList<string> Reached(IEnumerable<string> roots)
    {
        Dictionary<string, MethodText> methods = Texts.ToDictionary(method => method.Name, StringComparer.Ordinal);
        List<string> reached = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        void Visit(string name)
        {
            if (methods.TryGetValue(name, out MethodText? method) && seen.Add(name))
            {
                reached.Add(name);
                foreach (string callee in method.Calls)
                {
                    Visit(callee);
                }
            }
        }

        foreach (string root in roots)
        {
            Visit(root);
        }

        return reached;
    }

    // Written when nothing more is required: then it is known which layers each is for.
    private IReadOnlyList<MethodText> Texts => _texts ??= [.. _methods.Select(method => method())];

    // Comments say what one method is for, which another with other numbers is not.
    private static MethodText Split(string name, string text)
    {
        int end = 0;
        while (string.CompareOrdinal(text, end, "//", 0, 2) == 0)
        {
            end = text.IndexOf('\n', end) + 1;
        }

        return new(name, text.Substring(0, end), text.Substring(end));
    }

    // What another method is called already gets the name of the layer that it is for; a number comes last.
    private string Unique(string suggestion)
    {
        if (_names.Add(suggestion))
        {
            return suggestion;
        }

        return Numbered($"{suggestion}For{_user.Name}");
    }

    private string Numbered(string suggestion)
    {
        string name = suggestion;
        for (int i = 2; !_names.Add(name); i++)
        {
            name = $"{suggestion}No{Text.Of(i)}";
        }

        return name;
    }

    /// <summary>The method of a kernel.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Layers">The layers that it is for.</param>
    private sealed record KernelMethod(string Name, List<string> Layers)
    {
        private const int MaxNamed = 4;

        /// <summary>A comment that names the layers, or the first of many.</summary>
        public string LayersComment
        {
            get
            {
                int named = Layers.Count <= MaxNamed ? Layers.Count - 1 : MaxNamed - 1;
                string last = named == Layers.Count - 1 ? Layers[named] : $"{Text.Of(Layers.Count - named)} more layers";
                return named == 0 ? $"// For {last}." : $"// For {string.Join(", ", Layers.Take(named))} and {last}.";
            }
        }
    }
}

/// <summary>What a method of a kernel is for.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Name">What tells it from methods of other layers and passes, as a part of a name.</param>
internal readonly record struct KernelUser(string Layer, string Name);

/// <summary>A register block: a method that the drivers of kernels call for every tile.</summary>
internal abstract record Microkernel
{
    public abstract string Name { get; }

    public abstract void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library);
}
