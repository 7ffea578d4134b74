using System.Runtime.CompilerServices;

namespace ConvGen.Engine;

/// <summary>
/// Compiles the kernels of a network on other threads before they are called, where the just-in-time compiler would do it at their first
/// call. They begin at the end of the list: a pass that begins meanwhile compiles from its beginning, and meets them in the middle.
/// </summary>
internal sealed class KernelCompilation
{
    // More would compete with the thread that loads, and with each other for memory.
    private const int MostThreads = 3;

    private readonly Func<int, Delegate> _kernel;
    private readonly int _begin;
    private int _end;

    private KernelCompilation(Func<int, Delegate> kernel, int begin, int end)
    {
        _kernel = kernel;
        _begin = begin;
        _end = end;
    }

    /// <summary>Begins to compile what a network will use. Does nothing where code is compiled ahead, or there is one processor.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="exact">Whether the network is exact.</param>
    public static void Begin(KernelList kernels, bool exact)
    {
        (int begin, int end) = exact ? (kernels.SharedFrom, kernels.Count) : (0, kernels.ExactFrom);
        int threads = Math.Min(MostThreads, Environment.ProcessorCount - 1);
        if (begin == end || threads <= 0 || !RuntimeFeature.IsDynamicCodeCompiled)
        {
            return;
        }

        var compilation = new KernelCompilation(kernels.At, begin, end);
        for (int i = 0; i < threads; i++)
        {
            new Thread(compilation.Work) { IsBackground = true, Name = "ConvGen compilation" }.Start();
        }
    }

    private void Work()
    {
        try
        {
            while (Interlocked.Decrement(ref _end) is var number && number >= _begin)
            {
                RuntimeHelpers.PrepareDelegate(_kernel(number));
            }
        }
        catch (Exception)
        {
            // Whatever it is, the call that needs the kernel says so.
        }
    }
}
