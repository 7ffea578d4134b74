using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Program;

/// <summary>An operation that can apply an activation before it stores its result.</summary>
internal interface IFusesActivation
{
    Activation Activation { get; set; }
}
