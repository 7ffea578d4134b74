namespace ConvGen.Generator.Tests.Hygiene;

/// <summary>Names that a project might have for its own things, all of which emitted code could mean.</summary>
internal static class HostileNames
{
    private static readonly string[] Types =
    [
        "Math", "MathF", "Array", "Object", "String", "Int32", "Single", "Byte", "IntPtr", "UIntPtr", "Type", "Attribute", "Exception",
        "ArgumentException", "InvalidOperationException", "ObjectDisposedException", "NotSupportedException", "IDisposable", "BitConverter", "MemoryExtensions",
        "Unsafe", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "RuntimeHelpers", "MemoryMarshal", "Vector", "X86", "Sse", "Avx", "Avx2", "Avx512", "Avx512F",
        "Fma", "Portable", "AdvSimd", "Vector64", "Vector128", "Vector256", "Vector512", "GeneratedCode", "GeneratedCodeAttribute", "CodeDom", "IO", "Stream", "Runtime",
        "Engine", "ExampleCopy", "Packing", "Halo", "Prefetch", "FourierOrder", "ChannelGroups", "FilterCycle", "WeightOrder", "StoredLayout", "TensorSpec", "TensorRole", "WeightStore", "WeightFile", "Weights",
        "NetworkContext", "TrainingContext", "Trainer", "VectorTarget", "ExampleFormat", "PackRoutine", "StepInfo", "RectifierInfo", "NetworkInfo", "LayerInfo", "PortInfo",
        "SizeInfo", "NetworkProfile", "ParameterCollection", "WeightFormatException", "Context", "ConvGenCode", "Target", "Steps", "Examples", "Execute", "Arena", "Packed",
        "Kernels", "KernelAt", "PackShare", "Forward", "Info", "Load", "InputLength", "TElement1", "PackWeights", "CreateTensors", "CreateWeights",
        "var", "nint", "nuint", "dynamic", "unmanaged", "notnull", "nameof", "_", "global", "value", "when", "args", "field",
    ];

    private static readonly string[] GenericTypes =
        ["Span", "ReadOnlySpan", "Memory", "Vector64", "Vector128", "Vector256", "Vector512", "Nullable", "Func", "Action", "IEnumerable", "List", "ValueTuple", "InlineArray"];

    private static readonly string[] Extensions =
    [
        "StoreUnsafe", "AsSingle", "AsInt32", "AsUInt16", "AsDouble", "GetLower", "GetUpper", "ToScalar", "WithElement", "GetElement", "AsSpan", "CopyTo", "Clear", "Fill", "Slice",
        "Forward", "Dispose", "Add", "Arena", "Packed", "Execute", "Run", "Enter", "Exit", "BeginPass",
    ];

    /// <summary>All names of types that are not generic.</summary>
    public static IReadOnlyList<string> All => Types;

    /// <summary>Types of all names, and extension methods that take everything.</summary>
    /// <param name="except">Names that cannot be used where they go.</param>
    public static string Declared(params string[] except)
    {
        IEnumerable<string> types = Types.Except(except).Select(name => $"internal static class {name} {{ }}");
        return string.Join('\n', [.. types, .. Generic(except)]);
    }

    /// <summary>Extension methods that take everything; they can stand in no nested class.</summary>
    public static string DeclaredExtensions => $$"""
        internal static class NearerExtensions
        {
            {{string.Join('\n', Extensions.Select(name => $"internal static void {name}<T>(this T x, params object[] more) => throw new global::System.NotSupportedException();"))}}
        }
        """;

    /// <summary>The names as global aliases of one type.</summary>
    /// <param name="type">The type, which is not generic.</param>
    public static string Aliased(string type) => string.Join('\n', Types.Where(name => name is not ("global" or "_")).Select(name => $"global using {name} = {type};"));

    private static IEnumerable<string> Generic(string[] except) => GenericTypes.Except(except).Select(name => $"internal sealed class {name}<T> {{ }}");
}
