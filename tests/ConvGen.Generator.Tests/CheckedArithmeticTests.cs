using System.Reflection;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>
/// A project that checks for overflow, and a debug build, get the same results bit for bit: nothing that is meant to wrap around throws. And whatever the
/// project, no call allocates.
/// </summary>
public class CheckedArithmeticTests
{
    private static readonly Declaration[] Networks =
    [
        .. Declarations.Layers.Where(each => each.Name is "LeNet5" or "Perceptron" or "Signal" or "RectangularWindows" or "GroupedConvolutions"),
        .. new (string Name, string Layers)[]
        {
            ("PaddedByZeros", "Pad(3)"),
            ("PaddedByOnes", "Pad(3, Value = 1)"),
            ("Reflected", "Pad(3, Mode = PadMode.Reflect)"),
            ("Replicated", "Pad(3, Mode = PadMode.Replicate)"),
            ("Circled", "Pad(3, Mode = PadMode.Circular)"),
            ("PaddedInConvolution", "Conv(3, k: 5, p: 2, PadMode = PadMode.Reflect)"),
            ("Cropped", "Crop(3, Centered = true)"),
            ("Enlarged", "Upsample(2)"),
            ("EnlargedByTables", "Upsample(37, Mode = UpsampleMode.Bilinear)"),
            ("Aligned", "Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true)"),
            ("WeightedMeans", "WeightedAvgPool(k: 5, s: 1, p: 2, Sigma = 2)"),
            ("WideMeans", "AvgPool(k: 65, s: 1, Padding = PaddingKind.Same)"),
            ("WideMaxima", "MaxPool(k: 65, s: 1, Padding = PaddingKind.Same)"),
            ("Adapted", "AdaptiveAvgPool(3, 2)"),
            ("Clustered", "ClusterPool(2)"),
            ("Dropped", "Dropout(0.5)"),
            ("Blurred", "ImageFilter(FilterKind.Gaussian, k: 5, Padding = PaddingKind.Same)"),
        }.Select(each => new Declaration(each.Name, $$"""
            using ConvGen;

            namespace Networks;

            [Input(3, 7, 5)]
            [Conv(5, k: 1, Name = "first")]
            [{{each.Layers}}]
            [Softmax]
            [Trainable]
            public sealed partial class {{each.Name}};
            """)),
    ];

    [Fact]
    public void NetworksRunAndTrainAlike()
    {
        string[] files = [.. Networks.Select(each => each.Source)];
        GeneratedProject project = UserProject.Current.Generate(files);
        float[][] plain = Run(project);
        Assert.Equal(5 + 17, Networks.Length);
        Assert.All(plain, results => Assert.Contains(results, value => value != 0));
        Assert.Equal(plain, Run((UserProject.Current with { Checked = true }).Generate(files)));
        Assert.Equal(plain, Run(project.Under(UserProject.Current with { Optimized = false })));
    }

    // Everything that comes out of each network, dropout among it, whose random numbers come from products that wrap around.
    private static float[][] Run(GeneratedProject project)
    {
        Assembly assembly = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]);
        return [.. Networks.Select(each => NetworkRun.Of(assembly.GetType($"Networks.{each.Name}", throwOnError: true)!))];
    }
}
