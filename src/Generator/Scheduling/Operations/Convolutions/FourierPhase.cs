using ConvGen.Generator.Kernels.Fft;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>A phase by Fourier transforms.</summary>
internal static class FourierPhase
{
    /// <summary>The kernel and its weights.</summary>
    public static PhaseKernel Of(PhaseRequest request, FftPlan plan)
    {
        var kernel = new FftKernel(
            request.Label("Fourier"),
            plan,
            request.Input,
            request.Output,
            request.Residual,
            request.Operation.HasBias,
            request.Operation.Activation);
        return new(kernel, request.Pack(new FourierForm(plan.Rows, plan.Columns)), plan.WeightLength, kernel.WorkspaceLength);
    }
}
