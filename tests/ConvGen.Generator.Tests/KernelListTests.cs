using System.Reflection;
using System.Runtime.CompilerServices;
using ConvGen.Engine;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>The list of kernels that are compiled while weights are loaded.</summary>
public sealed class KernelListTests
{
    private const BindingFlags Members = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("Avx512")]
    [InlineData("Avx2")]
    [InlineData("Portable")]
    public void EveryKernelOfInferenceIsListedOnce(string target)
    {
        (Type kernels, MethodInfo[] listed, KernelList list) = Compile($"[ConvGen.Trainable] {ResNetText.Layers()}", target);
        Assert.Equal(listed.Distinct().Count(), listed.Length);
        Assert.Contains(listed, method => method.IsGenericMethod);
        Assert.InRange(list.SharedFrom, 1, list.ExactFrom);
        Assert.InRange(list.ExactFrom, list.SharedFrom + 1, list.Count - 1);
        Assert.DoesNotContain(listed, method => method.Name.Contains("Gradient", StringComparison.Ordinal));
        Assert.All(listed, method => Assert.Equal(kernels, method.DeclaringType));
    }

    [Theory]
    [InlineData("Avx512")]
    [InlineData("Portable")]
    public void NothingElseIsThereWithoutTraining(string target)
    {
        (Type kernels, MethodInfo[] listed, _) = Compile(ResNetText.Layers(), target);
        string[] methods =
        [
            .. kernels.GetMethods(Members)
                .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))
                .Select(method => method.Name),
        ];
        Assert.Equal(methods.Order(StringComparer.Ordinal), listed.Select(method => method.Name).Distinct().Order(StringComparer.Ordinal));

        // Of a merged method there is one for each structure.
        string[] structures = [.. kernels.GetNestedTypes(BindingFlags.NonPublic).Where(type => type.IsValueType).Select(type => type.Name)];
        string[] used = [.. listed.Where(method => method.IsGenericMethod).Select(method => method.GetGenericArguments()[0].Name)];
        Assert.NotEmpty(structures);
        Assert.Equal(structures.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    private static (Type Kernels, MethodInfo[] Listed, KernelList List) Compile(string layers, string target)
    {
        string source = $"using ConvGen;\n{layers} public sealed partial class Net;";
        byte[] image = [.. UserProject.Current.Generate(source).Emit(TestContext.Current.CancellationToken)];
        Type? kernels = Assembly.Load(image).GetType($"Net+ConvGenCode+{target}");
        Assert.NotNull(kernels);
        var list = (KernelList)kernels.GetProperty("Kernels", Members)!.GetValue(null)!;
        return (kernels, [.. Enumerable.Range(0, list.Count).Select(number => list.At(number).Method)], list);
    }
}
