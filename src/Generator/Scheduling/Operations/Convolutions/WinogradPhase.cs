using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>A phase by Winograd's algorithm.</summary>
internal static class WinogradPhase
{
    /// <summary>The kernel and its weights.</summary>
    public static PhaseKernel Of(PhaseRequest request, WinogradPlan plan)
    {
        var kernel = new WinogradKernel(
            request.Label("Winograd"),
            plan,
            request.Input,
            request.Output,
            request.Residual,
            request.Operation.HasBias,
            request.Operation.Activation,
            request.Operation.Pool?.Kind);
        return new(
            kernel, request.Pack(new WinogradForm(plan.Transform.Outputs)), WinogradKernel.WeightLength(plan), kernel.WorkspaceLength);
    }
}
