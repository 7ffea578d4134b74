using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using ConvGen.Generator.Scheduling;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Generator.Tiling;
using ConvGen.Model;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Networks on their way from a declaration to a plan.</summary>
internal static class Planned
{
    /// <summary>The network that a declaration's attributes describe.</summary>
    public static NetworkModel Read(string attributes)
    {
        INamedTypeSymbol? type = UserProject.Current
            .Compile($"using ConvGen;\n{attributes}\ninternal sealed partial class Net;")
            .GetTypeByMetadataName("Net");
        Assert.NotNull(type);
        NetworkModel? network = NetworkReader.Read(
            type, TestContext.Current.CancellationToken, found => Assert.True(found.Severity < DiagnosticSeverity.Error, found.ToString()));
        Assert.NotNull(network);
        return network;
    }

    /// <summary>The plan of a network.</summary>
    public static NetworkPlan Plan(string attributes)
    {
        NetworkPlan? plan = NetworkPlanner.TryPlan(Read(attributes), TestContext.Current.CancellationToken);
        Assert.NotNull(plan);
        return plan;
    }

    /// <summary>Lowered for inference, with layouts and borders assigned.</summary>
    public static InferenceBuilder LayOut(string attributes) => LayOut(Read(attributes));

    /// <inheritdoc cref="LayOut(string)"/>
    public static InferenceBuilder LayOut(NetworkModel network)
    {
        InferenceBuilder program = InferenceBuilder.Lower(network);
        ConvolutionForms forms = new(new MemoryModel(network.ParameterCount * sizeof(float)), allowsPlanarMaps: true);
        PoolFusion.Apply(program.Operations, forms);
        DepthwisePairing.Apply(program.Operations, forms);
        LayoutPlanner.Assign(program.Operations, forms);
        return program;
    }

    /// <summary>The value that the layer with the given name yields.</summary>
    public static Value ValueOf(InferenceBuilder program, string layer) =>
        program.ValueOf(Enumerable.Range(0, program.Network.Nodes.Count).Single(index => program.Network.Nodes[index].Name == layer));
}
