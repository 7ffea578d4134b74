// Inference, layer by layer.
internal static void Forward(Context c)
{
    c.BeginSteps();
    // depthwiseconv1
    DepthwiseDepthwiseConv3x3From16To16(ref c.Arena(0), ref c.Packed(16), ref c.Packed(0), ref c.Arena(784), 0, 3 * c.PassExamples);
    c.EndStep(0);
}

// Register block of DepthwiseDepthwiseConv3x3From16To16: 3 pixels of 8 channels.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void DepthwiseDepthwiseConv3x3From16To16Tile3(ref float input, ref float weights, ref float bias, ref float output)
{
    CgSimd::Vector256<float> sum0 = CgSimd::Vector256.LoadUnsafe(ref bias);
    CgSimd::Vector256<float> sum1 = CgSimd::Vector256.LoadUnsafe(ref bias);
    CgSimd::Vector256<float> sum2 = CgSimd::Vector256.LoadUnsafe(ref bias);
    for (int tapRow = 0; tapRow < 3; tapRow++)
    {
        ref float x = ref CgMem::Unsafe.Add(ref input, tapRow * 112);
        CgSimd::Vector256<float> w0 = CgSimd::Vector256.LoadUnsafe(ref weights);
        CgSimd::Vector256<float> w1 = CgSimd::Vector256.LoadUnsafe(ref weights, 16);
        CgSimd::Vector256<float> w2 = CgSimd::Vector256.LoadUnsafe(ref weights, 32);
        CgSimd::Vector256<float> x0 = CgSimd::Vector256.LoadUnsafe(ref x);
        sum0 = CgX86::Fma.MultiplyAdd(x0, w0, sum0);
        CgSimd::Vector256<float> x1 = CgSimd::Vector256.LoadUnsafe(ref x, 16);
        sum0 = CgX86::Fma.MultiplyAdd(x1, w1, sum0);
        CgSimd::Vector256<float> x2 = CgSimd::Vector256.LoadUnsafe(ref x, 32);
        sum0 = CgX86::Fma.MultiplyAdd(x2, w2, sum0);
        sum1 = CgX86::Fma.MultiplyAdd(x2, w0, sum1);
        CgSimd::Vector256<float> x3 = CgSimd::Vector256.LoadUnsafe(ref x, 48);
        sum1 = CgX86::Fma.MultiplyAdd(x3, w1, sum1);
        CgSimd::Vector256<float> x4 = CgSimd::Vector256.LoadUnsafe(ref x, 64);
        sum1 = CgX86::Fma.MultiplyAdd(x4, w2, sum1);
        sum2 = CgX86::Fma.MultiplyAdd(x4, w0, sum2);
        CgSimd::Vector256<float> x5 = CgSimd::Vector256.LoadUnsafe(ref x, 80);
        sum2 = CgX86::Fma.MultiplyAdd(x5, w1, sum2);
        CgSimd::Vector256<float> x6 = CgSimd::Vector256.LoadUnsafe(ref x, 96);
        sum2 = CgX86::Fma.MultiplyAdd(x6, w2, sum2);
        weights = ref CgMem::Unsafe.Add(ref weights, 48);
    }
    CgSimd::Vector256.StoreUnsafe(CgX86::Avx.Max(CgSimd::Vector256<float>.Zero, sum0), ref output);
    CgSimd::Vector256.StoreUnsafe(CgX86::Avx.Max(CgSimd::Vector256<float>.Zero, sum1), ref output, 16);
    CgSimd::Vector256.StoreUnsafe(CgX86::Avx.Max(CgSimd::Vector256<float>.Zero, sum2), ref output, 32);
}

// For depthwiseconv1.
// DepthwiseDepthwiseConv3x3From16To16: 1 block of 16 channels, each channel apart, 3×3 taps, 3×3 outputs.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void DepthwiseDepthwiseConv3x3From16To16(ref float x, ref float weights, ref float bias, ref float y, int begin, int end)
{
    for (int item = begin; item < end; item++)
    {
        int example = item / 3;
        int row = item % 3;
        for (int lane = 0; lane < 16; lane += 8)
        {
            ref float input = ref CgMem::Unsafe.Add(ref x, (example * 784) + (row * 224) + lane);
            ref float output = ref CgMem::Unsafe.Add(ref y, (example * 144) + (row * 48) + lane);
            ref float filters = ref CgMem::Unsafe.Add(ref weights, lane);
            ref float start = ref CgMem::Unsafe.Add(ref bias, lane);
            DepthwiseDepthwiseConv3x3From16To16Tile3(ref input, ref filters, ref start, ref output);
        }
    }
}
