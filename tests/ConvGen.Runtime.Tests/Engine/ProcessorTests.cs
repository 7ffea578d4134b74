using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

public class ProcessorTests
{
    [Fact]
    public void PhysicalCoresAreNeverMoreThanTheProcessMayUse() => Assert.InRange(Processor.PhysicalCores, 1, Environment.ProcessorCount);

    [Fact]
    public void ListsOfProcessorsAreReadAsTheKernelWritesThem() =>
        Assert.Equal([0, 1, 2, 3, 8, 10, 11], Processor.ParseList("\t0-3,8,10-11\n"));

    [Fact]
    public void WidthCapsTheTarget()
    {
        Assert.Equal(VectorTarget.Portable, Processor.Select(128));
        bool avx2 = Avx2.IsSupported && Fma.IsSupported;
        Assert.Equal(avx2 ? VectorTarget.Avx2 : VectorTarget.Portable, Processor.Select(256));
        bool avx512 = Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
        Assert.Equal(avx512 ? VectorTarget.Avx512 : Processor.Select(256), Processor.Select(512));
    }

    [Fact]
    public void ContextsTakeTheirTargetFromTheOptions()
    {
        using var weights = Store.Create(options: new NetworkOptions { MaxVectorBits = 128, Threads = 1 });
        using var context = new ProbeContext(weights);
        Assert.Equal(VectorTarget.Portable, context.Target);
    }
}
