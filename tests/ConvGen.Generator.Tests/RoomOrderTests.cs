using ConvGen.Tests;

namespace ConvGen.Generator.Tests;

/// <summary>The namespaces of the generator: each refers only to those below it.</summary>
public sealed class RoomOrderTests
{
    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(
        typeof(NetworkGenerator).Assembly,
        "ConvGen.Generator.Geometry",
        "ConvGen.Generator.Writing",
        "ConvGen.Generator.Merging",
        "ConvGen.Generator.Tiling",
        "ConvGen.Generator.Functions",
        "ConvGen.Generator.Loops",
        "ConvGen.Generator.Program",
        "ConvGen.Generator.Lowering",
        "ConvGen.Generator.Lowering.Layers.Convolutions",
        "ConvGen.Generator.Lowering.Layers.Structure",
        "ConvGen.Generator.Lowering.Layers.Activations",
        "ConvGen.Generator.Lowering.Layers.Normalisation",
        "ConvGen.Generator.Lowering.Layers.Reshaping",
        "ConvGen.Generator.Lowering.Layers.Pooling",
        "ConvGen.Generator.Planning",
        "ConvGen.Generator.Kernels",
        "ConvGen.Generator.Kernels.Movement",
        "ConvGen.Generator.Kernels.Resampling",
        "ConvGen.Generator.Kernels.Softmax",
        "ConvGen.Generator.Kernels.Maxout",
        "ConvGen.Generator.Kernels.Clusters",
        "ConvGen.Generator.Kernels.Normalisation",
        "ConvGen.Generator.Kernels.Elementwise",
        "ConvGen.Generator.Kernels.Pooling",
        "ConvGen.Generator.Kernels.Convolution",
        "ConvGen.Generator.Kernels.Dense",
        "ConvGen.Generator.Kernels.Depthwise",
        "ConvGen.Generator.Kernels.Planar",
        "ConvGen.Generator.Kernels.Winograd",
        "ConvGen.Generator.Kernels.Fft",
        "ConvGen.Generator.Plans",
        "ConvGen.Generator.Scheduling",
        "ConvGen.Generator.Scheduling.Operations.Convolutions",
        "ConvGen.Generator.Scheduling.Operations",
        "ConvGen.Generator.Emission",
        "ConvGen.Generator");
}
