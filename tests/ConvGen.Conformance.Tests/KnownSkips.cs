namespace ConvGen.Conformance.Tests;

/// <summary>Cases of the shared data that cannot be run, each with the beginning of its reason. The list is to become shorter.</summary>
internal static class KnownSkips
{
    /// <summary>The cases, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        // The statistics of the minibatch, and what a random generator drops.
        ["node__batchnorm_epsilon_training_mode"] = "CG5002 BatchNormalization",
        ["node__training_dropout"] = "CG5002 Dropout",
        ["node__training_dropout_mask"] = "CG5002 Dropout",

        // The places of maxima.
        ["node__maxpool_with_argmax_2d_precomputed_pads"] = "CG5002 MaxPool",
        ["node__maxunpool_export_without_output_shape"] = "CG5001 MaxUnpool",

        // Tensors without numbers.
        ["node__causal_conv_with_state_kernel_size_one"] = "CG5007 CausalConvWithState",
        ["node__reshape_allowzero_reordered"] = "CG5007 Reshape",

        // Operators and settings without a layer.
        ["node__resize_tf_crop_and_resize"] = "CG5002 Resize",
        ["node__resize_tf_crop_and_resize_extrapolation_value"] = "CG5002 Resize",
        ["pytorch-converted__Embedding_sparse"] = "CG5003 Gather",
        ["simple__gradient_of_add_and_mul"] = "CG5001 Gradient",
    };
}
