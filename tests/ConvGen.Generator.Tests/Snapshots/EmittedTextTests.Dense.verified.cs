// Inference, layer by layer.
internal static void Forward(Context c)
{
    c.BeginSteps();
    // fc1
    DenseFrom20To10(ref c.Arena(0), ref c.Packed(16), ref c.Packed(0), ref c.Arena(32), c.PassExamples, 0, 1);
    c.EndStep(0);
}

// Register block of DenseFrom20To10: 2 × 8 output channels by 1 example, 2 accumulators.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void DenseFrom20To10Tile2x1(ref float input, ref float weights, ref float bias, ref float output)
{
    CgSimd::Vector256<float> sum0_0 = CgSimd::Vector256.LoadUnsafe(ref bias);
    CgSimd::Vector256<float> sum1_0 = CgSimd::Vector256.LoadUnsafe(ref bias, 8);
    for (int channel = 0; channel < 20; channel += 4)
    {
        CgSimd::Vector256<float> w0_0 = CgSimd::Vector256.LoadUnsafe(ref weights);
        CgSimd::Vector256<float> w0_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 8);
        CgSimd::Vector256<float> x0_0 = CgSimd::Vector256.Create(input);
        sum0_0 = CgX86::Fma.MultiplyAdd(x0_0, w0_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x0_0, w0_1, sum1_0);
        CgSimd::Vector256<float> w1_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 16);
        CgSimd::Vector256<float> w1_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 24);
        CgSimd::Vector256<float> x1_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 1));
        sum0_0 = CgX86::Fma.MultiplyAdd(x1_0, w1_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x1_0, w1_1, sum1_0);
        CgSimd::Vector256<float> w2_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 32);
        CgSimd::Vector256<float> w2_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 40);
        CgSimd::Vector256<float> x2_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 2));
        sum0_0 = CgX86::Fma.MultiplyAdd(x2_0, w2_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x2_0, w2_1, sum1_0);
        CgSimd::Vector256<float> w3_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 48);
        CgSimd::Vector256<float> w3_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 56);
        CgSimd::Vector256<float> x3_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 3));
        sum0_0 = CgX86::Fma.MultiplyAdd(x3_0, w3_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x3_0, w3_1, sum1_0);
        input = ref CgMem::Unsafe.Add(ref input, 4);
        weights = ref CgMem::Unsafe.Add(ref weights, 64);
    }
    CgSimd::Vector256.StoreUnsafe(Tanh(sum0_0), ref output);
    CgSimd::Vector256.StoreUnsafe(Tanh(sum1_0), ref output, 8);
}

// For fc1.
// DenseFrom20To10: 20 inputs to 1 block of 16 outputs.
// 8 × 8 outputs of one example together, or 2 × 8 of several.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void DenseFrom20To10(ref float x, ref float weights, ref float bias, ref float y, int examples, int begin, int end)
{
    for (int item = begin; item < end; item++)
    {
        int vector = item * 8;
        if (examples >= 2)
        {
            int example = 0;
            for (; example + 6 <= examples; example += 6)
            {
                ref float input = ref CgMem::Unsafe.Add(ref x, example * 32);
                ref float output = ref CgMem::Unsafe.Add(ref y, example * 16);
                DenseFrom20To10Tile2x6(ref input, ref CgMem::Unsafe.Add(ref weights, (vector / 2 * 512) + (vector % 2 * 8)), ref CgMem::Unsafe.Add(ref bias, vector * 8), ref CgMem::Unsafe.Add(ref output, vector * 8));
            }
            for (; example + 2 <= examples; example += 2)
            {
                ref float input = ref CgMem::Unsafe.Add(ref x, example * 32);
                ref float output = ref CgMem::Unsafe.Add(ref y, example * 16);
                DenseFrom20To10Tile2x2(ref input, ref CgMem::Unsafe.Add(ref weights, (vector / 2 * 512) + (vector % 2 * 8)), ref CgMem::Unsafe.Add(ref bias, vector * 8), ref CgMem::Unsafe.Add(ref output, vector * 8));
            }
        }
        for (int example = examples - (examples % 2); example < examples; example++)
        {
            ref float input = ref CgMem::Unsafe.Add(ref x, example * 32);
            ref float output = ref CgMem::Unsafe.Add(ref y, example * 16);
            DenseFrom20To10Tile2x1(ref input, ref CgMem::Unsafe.Add(ref weights, (vector / 2 * 512) + (vector % 2 * 8)), ref CgMem::Unsafe.Add(ref bias, vector * 8), ref CgMem::Unsafe.Add(ref output, vector * 8));
        }
    }
}
