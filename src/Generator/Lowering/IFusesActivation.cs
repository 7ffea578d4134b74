using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering;

/// <summary>An operation that can apply an activation before it stores its result.</summary>
internal interface IFusesActivation
{
    Activation Activation { get; set; }
}
