namespace ConvGen.Conformance.Declarations;

/// <summary>Normalisations of both vocabularies.</summary>
internal static class NormalisationOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["BatchNormalization"] = BatchNormalization,
        },
        Gradients = new()
        {
            ["BatchNorm"] = BatchNorm,
        },
    };

    private static Value BatchNormalization(OperatorCall call)
    {
        // Training: ONNX keeps the population's variance in its running statistics, PyTorch (and this library) the unbiased one.
        if (call.Attributes.Flag("training_mode") || (call.Opset < 7 && !call.Attributes.Flag("is_test")))
            throw call.Unsupported("in training with the biased running variance");
        if (call.Attributes.Int("spatial", 1) == 0)
            throw call.Unsupported("per position");
        return CommonLayers.BatchNorm(
            call, call.Attributes.Real("epsilon", 1e-5), null, false, call.Constant(1), call.Constant(2), call.Constant(3), call.Constant(4));
    }

    private static Value BatchNorm(OperatorCall call) => CommonLayers.BatchNorm(
        call,
        call.Attributes.Real("eps"),
        call.Attributes.Real("momentum"),
        !call.Attributes.Flag("training"),
        call.Tensor("weight")!,
        call.Tensor("bias")!,
        call.Tensor("running_mean")!,
        call.Tensor("running_var")!);
}
