using System.Reflection;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>A project that checks for overflow gets the same results: nothing that is meant to wrap around throws.</summary>
public class CheckedArithmeticTests
{
    private static readonly Declaration[] Networks =
        [.. Declarations.Layers.Where(each => each.Name is "LeNet5" or "Perceptron" or "Signal" or "RectangularWindows" or "GroupedConvolutions")];

    [Fact]
    public void NetworksRunAndTrainAlike()
    {
        GeneratedProject project = UserProject.Current.Generate([.. Networks.Select(each => each.Source)]);
        float[][] plain = Run(project);
        float[][] guarded = Run(project.Under(UserProject.Current with { Checked = true }));
        Assert.Equal(5, Networks.Length);
        Assert.All(plain, results => Assert.Contains(results, value => value != 0));
        Assert.Equal(plain, guarded);
    }

    // Everything that comes out of each network, dropout among it, whose random numbers come from products that wrap around.
    private static float[][] Run(GeneratedProject project)
    {
        Assembly assembly = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]);
        return [.. Networks.Select(each => NetworkRun.Of(assembly.GetType($"Networks.{each.Name}", throwOnError: true)!))];
    }
}
