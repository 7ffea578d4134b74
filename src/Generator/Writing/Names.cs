namespace ConvGen.Generator.Writing;

/// <summary>
/// The types that emitted code names. Each begins with an alias of its namespace and <c>::</c>, on whose left C# looks for aliases only: no
/// type, member, namespace or using of a user's project can hide what is meant.
/// </summary>
/// <remarks>
/// The same rule for the rest of emitted text: extension methods are called as what they are, static methods (one of the user's could be
/// nearer), and nothing is written that is a keyword only while no type or method has its name (<c>var</c>, <c>nint</c>, <c>nameof</c>,
/// <c>unmanaged</c>, <c>_</c>).
/// </remarks>
internal static class Names
{
    public const string
        Math = System + "Math",
        MathF = System + "MathF",
        UIntPtr = System + "UIntPtr",
        Array = System + "Array",
        Span = System + "Span",
        ReadOnlySpan = System + "ReadOnlySpan",
        ArgumentException = System + "ArgumentException",
        ArgumentOutOfRangeException = System + "ArgumentOutOfRangeException",
        InvalidOperationException = System + "InvalidOperationException",
        ObjectDisposedException = System + "ObjectDisposedException",
        Delegate = System + "Delegate",
        Disposable = System + "IDisposable",
        Stream = System + "IO.Stream",
        FileNotFoundException = System + "IO.FileNotFoundException",
        Unsafe = Memory + "Unsafe",
        MethodImpl = Memory + "MethodImpl",
        MethodImplOptions = Memory + "MethodImplOptions",
        MemoryMarshal = Interop + "MemoryMarshal",
        Vector64 = Simd + "Vector64",
        Vector128 = Simd + "Vector128",
        Vector256 = Simd + "Vector256",
        Vector512 = Simd + "Vector512",
        Sse = X86 + "Sse",
        Avx = X86 + "Avx",
        Avx2 = X86 + "Avx2",
        Avx512F = X86 + "Avx512F",
        Fma = X86 + "Fma",
        NetworkInterface = Runtime + "INetwork",
        TrainableNetworkInterface = Runtime + "ITrainableNetwork",
        InferenceContext = Runtime + "InferenceContext",
        LayerInfo = Runtime + "LayerInfo",
        NetworkInfo = Runtime + "NetworkInfo",
        NetworkOptions = Runtime + "NetworkOptions",
        NetworkProfile = Runtime + "NetworkProfile",
        ParameterCollection = Runtime + "ParameterCollection",
        PortInfo = Runtime + "PortInfo",
        SizeInfo = Runtime + "SizeInfo",
        TrainingContext = Runtime + "TrainingContext",
        WeightFormatException = Runtime + "WeightFormatException",
        WeightStore = Runtime + "WeightStore",
        ExampleCopy = Engine + "ExampleCopy",
        ExampleFormat = Engine + "ExampleFormat",
        ChannelGroups = Engine + "ChannelGroups",
        FilterCycle = Engine + "FilterCycle",
        FourierOrder = Engine + "FourierOrder",
        Halo = Engine + "Halo",
        KernelList = Engine + "KernelList",
        Packing = Engine + "Packing",
        PackShare = Engine + "PackShare",
        Prefetch = Engine + "Prefetch",
        RectifierInfo = Engine + "RectifierInfo",
        StepInfo = Engine + "StepInfo",
        StoredLayout = Engine + "StoredLayout",
        TensorRole = Engine + "TensorRole",
        TensorSpec = Engine + "TensorSpec",
        VectorTarget = Engine + "VectorTarget",
        WeightOrder = Engine + "WeightOrder",
        WeightFile = Weights + "WeightFile";

    private const string
        System = NamespaceAliases.System + "::",
        Memory = NamespaceAliases.Memory + "::",
        Interop = NamespaceAliases.Interop + "::",
        Simd = NamespaceAliases.Simd + "::",
        X86 = NamespaceAliases.X86 + "::",
        Runtime = NamespaceAliases.Runtime + "::",
        Engine = NamespaceAliases.Engine + "::",
        Weights = NamespaceAliases.Weights + "::";

    /// <summary>What stands on each emitted member, so that analyzers and measurements of test coverage pass it over.</summary>
    public static readonly string Generated =
        $"[{System}CodeDom.Compiler.GeneratedCode(\"ConvGen\", \"{typeof(Names).Assembly.GetName().Version.ToString(3)}\")]";

    /// <summary>The directives that a text needs, in a fixed order.</summary>
    public static IEnumerable<string> Directives(string text) => NamespaceAliases.All
        .Where(entry => text.Contains($"{entry.Alias}::"))
        .Select(entry => $"using {entry.Alias} = global::{entry.Namespace};");
}
