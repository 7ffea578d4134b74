using System.Collections.Immutable;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests.Jit;

/// <summary>No emitted method is so large that the JIT would give up optimising it.</summary>
public class JitCliffTests
{
    // Past any of these the JIT compiles with minimal optimisation, whatever is asked of it (RyuJIT's DEFAULT_MIN_OPTS_*).
    private static readonly MethodSize Cliff = new("", Bytes: 60_000, Instructions: 20_000, Blocks: 2_000, Locals: 2_000, References: 8_000);

    [Fact]
    public void DeclarationsStayOnTop() => AssertOnTop(DeclaredNetworks.CurrentAssembly);

    [Fact]
    public void SamplesAndBenchmarksStayOnTop()
    {
        GeneratedProject project = UserProject.Current.Generate([.. SharedNetworks.Sources]);
        Assert.NotEmpty(project.Result.GeneratedSources);
        AssertOnTop(project.Emit(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void SizesAreMeasured()
    {
        GeneratedProject project = UserProject.Current.Generate("""
            internal static class Measured
            {
                public static int Sum(int[] values, int start)
                {
                    int sum = start;
                    for (int i = 0; i < values.Length; i++)
                        sum += values[i];
                    return sum;
                }
            }
            """);
        MethodSize sum = Assert.Single(MethodSizes.Of(project.Emit(TestContext.Current.CancellationToken)), size => size.Method == "Measured.Sum");
        Assert.Equal(new MethodSize("Measured.Sum", Bytes: 24, Instructions: 22, Blocks: 4, Locals: 4, References: 12), sum);
    }

    private static void AssertOnTop(ImmutableArray<byte> assembly)
    {
        IReadOnlyList<MethodSize> sizes = MethodSizes.Of(assembly);
        AssertUnder(sizes, size => size.Bytes, "bytes of IL");
        AssertUnder(sizes, size => size.Instructions, "instructions");
        AssertUnder(sizes, size => size.Blocks, "basic blocks");
        AssertUnder(sizes, size => size.Locals, "locals");
        AssertUnder(sizes, size => size.References, "references to locals");
    }

    private static void AssertUnder(IReadOnlyList<MethodSize> sizes, Func<MethodSize, int> measure, string what)
    {
        MethodSize largest = sizes.MaxBy(measure)!;
        Assert.True(
            measure(largest) < measure(Cliff),
            $"{largest.Method} has {measure(largest)} {what}, the most of all; the JIT stops optimising at {measure(Cliff)}.");
    }
}
