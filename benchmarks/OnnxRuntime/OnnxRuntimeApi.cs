using System.Runtime.InteropServices;

namespace ConvGen.Benchmarks.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C interface: a table of functions whose order onnxruntime_c_api.h fixes for good. A function that fails throws.
/// </summary>
internal sealed unsafe class OnnxRuntimeApi
{
    private const uint Version = 17;

    // The places in the table.
    private const int GetErrorMessage = 2, CreateEnv = 3, CreateSessionFromFile = 7, RunSession = 9, CreateSessionOptions = 10;
    private const int SetGraphOptimizationLevel = 23, SetIntraOpNumThreads = 24, CreateTensorWithData = 49, CreateCpuMemoryInfo = 69;
    private const int ReleaseStatus = 93, ReleaseSessionHandle = 95, ReleaseValue = 96, ReleaseSessionOptions = 100;

    // Values of its enumerations.
    private const int LogWarnings = 2, OptimizeAll = 99, ArenaAllocator = 1, DefaultMemory = 0, FloatType = 1;

    private readonly nint* _functions;
    private readonly nint _environment;
    private readonly nint _memory;

    /// <summary>Loads the library.</summary>
    /// <param name="path">The library's file.</param>
    /// <exception cref="NotSupportedException">The library does not know the interface's version.</exception>
    public OnnxRuntimeApi(string path)
    {
        nint library = NativeLibrary.Load(path);
        var getBase = (delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var getApi = (delegate* unmanaged[Cdecl]<uint, nint*>)getBase()[0];
        _functions = getApi(Version);
        if (_functions is null)
        {
            throw new NotSupportedException($"'{path}' has no interface {Version}.");
        }

        _environment = CreateEnvironment();
        _memory = CreateMemoryInfo();
    }

    /// <summary>Loads a model with all optimisations.</summary>
    public nint CreateSession(string path, int threads)
    {
        nint options, session;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)_functions[CreateSessionOptions])(&options));
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_functions[SetGraphOptimizationLevel])(options, OptimizeAll));
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_functions[SetIntraOpNumThreads])(options, threads));
        using var name = new NativeText(path);
        var create = (delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint>)_functions[CreateSessionFromFile];
        Check(create(_environment, name.Pointer, options, &session));
        Release(ReleaseSessionOptions, options);
        return session;
    }

    /// <summary>Makes a tensor over memory of the caller's.</summary>
    public nint CreateTensor(float* data, IReadOnlyList<int> shape)
    {
        nint value;
        long[] extents = [.. shape.Select(extent => (long)extent)];
        nuint bytes = (nuint)extents.Aggregate((long)sizeof(float), (product, extent) => product * extent);
        fixed (long* first = extents)
        {
            var create = (delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)_functions[CreateTensorWithData];
            Check(create(_memory, data, bytes, first, (nuint)extents.Length, FloatType, &value));
        }

        return value;
    }

    /// <summary>Runs a session from one tensor to another.</summary>
    public void Run(nint session, byte* inputName, nint input, byte* outputName, nint output)
    {
        var run = (delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_functions[RunSession];
        Check(run(session, 0, &inputName, &input, 1, &outputName, 1, &output));
    }

    /// <summary>Frees a session.</summary>
    public void ReleaseSession(nint session) => Release(ReleaseSessionHandle, session);

    /// <summary>Frees a tensor, not its memory.</summary>
    public void ReleaseTensor(nint value) => Release(ReleaseValue, value);

    private nint CreateEnvironment()
    {
        nint environment;
        using var name = new NativeText("benchmarks");
        Check(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)_functions[CreateEnv])(LogWarnings, name.Pointer, &environment));
        return environment;
    }

    private nint CreateMemoryInfo()
    {
        nint memory;
        Check(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)_functions[CreateCpuMemoryInfo])(ArenaAllocator, DefaultMemory, &memory));
        return memory;
    }

    private void Release(int function, nint handle) => ((delegate* unmanaged[Cdecl]<nint, void>)_functions[function])(handle);

    private void Check(nint status)
    {
        if (status != 0)
        {
            nint text = ((delegate* unmanaged[Cdecl]<nint, nint>)_functions[GetErrorMessage])(status);
            string message = Marshal.PtrToStringUTF8(text) ?? "";
            Release(ReleaseStatus, status);
            throw new InvalidOperationException($"ONNX Runtime: {message}");
        }
    }
}
