using ConvGen.Generator.Kernels;
using ConvGen.Generator.Lowering;

namespace ConvGen.Generator.Planning;

/// <summary>An operation of a softmax that may be the network's last.</summary>
internal interface IFinalSoftmax
{
    bool IsFinal { get; }
}
