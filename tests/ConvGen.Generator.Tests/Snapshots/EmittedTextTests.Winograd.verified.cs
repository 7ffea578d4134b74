// Inference, layer by layer.
// c.Dispatch(step, items, examples) shares the items among threads, each doing some of them by Execute, when the pass has as many examples.
internal static void Forward(Context c)
{
    c.BeginSteps();
    // conv1
    if (!c.IsExact)
    {
        c.Dispatch(0, 2 * c.PassExamples, 8); // WinogradConv3x3From16To8
    }
    else
    {
        c.Dispatch(1, 2 * c.PassExamples, 11); // Conv3x3From16To8
    }
}

// Winograd transform of a patch of 4×4 pixels of 8 channels: columns, then rows.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WinogradInput4x4(ref float patch, ref float point)
{
    CgSimd::Vector256<float> d00 = CgSimd::Vector256.LoadUnsafe(ref patch);
    CgSimd::Vector256<float> d10 = CgSimd::Vector256.LoadUnsafe(ref patch, 96);
    CgSimd::Vector256<float> d20 = CgSimd::Vector256.LoadUnsafe(ref patch, 192);
    CgSimd::Vector256<float> d30 = CgSimd::Vector256.LoadUnsafe(ref patch, 288);
    CgSimd::Vector256<float> c00 = d00 - d20;
    CgSimd::Vector256<float> c10 = d10 + d20;
    CgSimd::Vector256<float> c20 = d20 - d10;
    CgSimd::Vector256<float> c30 = d10 - d30;
    CgSimd::Vector256<float> d01 = CgSimd::Vector256.LoadUnsafe(ref patch, 16);
    CgSimd::Vector256<float> d11 = CgSimd::Vector256.LoadUnsafe(ref patch, 112);
    CgSimd::Vector256<float> d21 = CgSimd::Vector256.LoadUnsafe(ref patch, 208);
    CgSimd::Vector256<float> d31 = CgSimd::Vector256.LoadUnsafe(ref patch, 304);
    CgSimd::Vector256<float> c01 = d01 - d21;
    CgSimd::Vector256<float> c11 = d11 + d21;
    CgSimd::Vector256<float> c21 = d21 - d11;
    CgSimd::Vector256<float> c31 = d11 - d31;
    CgSimd::Vector256<float> d02 = CgSimd::Vector256.LoadUnsafe(ref patch, 32);
    CgSimd::Vector256<float> d12 = CgSimd::Vector256.LoadUnsafe(ref patch, 128);
    CgSimd::Vector256<float> d22 = CgSimd::Vector256.LoadUnsafe(ref patch, 224);
    CgSimd::Vector256<float> d32 = CgSimd::Vector256.LoadUnsafe(ref patch, 320);
    CgSimd::Vector256<float> c02 = d02 - d22;
    CgSimd::Vector256<float> c12 = d12 + d22;
    CgSimd::Vector256<float> c22 = d22 - d12;
    CgSimd::Vector256<float> c32 = d12 - d32;
    CgSimd::Vector256<float> d03 = CgSimd::Vector256.LoadUnsafe(ref patch, 48);
    CgSimd::Vector256<float> d13 = CgSimd::Vector256.LoadUnsafe(ref patch, 144);
    CgSimd::Vector256<float> d23 = CgSimd::Vector256.LoadUnsafe(ref patch, 240);
    CgSimd::Vector256<float> d33 = CgSimd::Vector256.LoadUnsafe(ref patch, 336);
    CgSimd::Vector256<float> c03 = d03 - d23;
    CgSimd::Vector256<float> c13 = d13 + d23;
    CgSimd::Vector256<float> c23 = d23 - d13;
    CgSimd::Vector256<float> c33 = d13 - d33;
    CgSimd::Vector256.StoreUnsafe((c00 - c02), ref point);
    CgSimd::Vector256.StoreUnsafe((c01 + c02), ref point, 48);
    CgSimd::Vector256.StoreUnsafe((c02 - c01), ref point, 96);
    CgSimd::Vector256.StoreUnsafe((c01 - c03), ref point, 144);
    CgSimd::Vector256.StoreUnsafe((c10 - c12), ref point, 192);
    CgSimd::Vector256.StoreUnsafe((c11 + c12), ref point, 240);
    CgSimd::Vector256.StoreUnsafe((c12 - c11), ref point, 288);
    CgSimd::Vector256.StoreUnsafe((c11 - c13), ref point, 336);
    CgSimd::Vector256.StoreUnsafe((c20 - c22), ref point, 384);
    CgSimd::Vector256.StoreUnsafe((c21 + c22), ref point, 432);
    CgSimd::Vector256.StoreUnsafe((c22 - c21), ref point, 480);
    CgSimd::Vector256.StoreUnsafe((c21 - c23), ref point, 528);
    CgSimd::Vector256.StoreUnsafe((c30 - c32), ref point, 576);
    CgSimd::Vector256.StoreUnsafe((c31 + c32), ref point, 624);
    CgSimd::Vector256.StoreUnsafe((c32 - c31), ref point, 672);
    CgSimd::Vector256.StoreUnsafe((c31 - c33), ref point, 720);
}

// Register block of WinogradProduct: 2 × 8 output channels by 2 tiles, 4 accumulators.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WinogradProductTile2x2(ref float input, ref float weights, ref float output)
{
    CgSimd::Vector256<float> sum0_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_1 = sum0_0;
    CgSimd::Vector256<float> sum1_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum1_1 = sum1_0;
    for (int channel = 0; channel < 16; channel += 4)
    {
        CgSimd::Vector256<float> w0_0 = CgSimd::Vector256.LoadUnsafe(ref weights);
        CgSimd::Vector256<float> w0_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 8);
        CgSimd::Vector256<float> x0_0 = CgSimd::Vector256.Create(input);
        sum0_0 = CgX86::Fma.MultiplyAdd(x0_0, w0_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x0_0, w0_1, sum1_0);
        CgSimd::Vector256<float> x0_1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 16));
        sum0_1 = CgX86::Fma.MultiplyAdd(x0_1, w0_0, sum0_1);
        sum1_1 = CgX86::Fma.MultiplyAdd(x0_1, w0_1, sum1_1);
        CgSimd::Vector256<float> w1_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 16);
        CgSimd::Vector256<float> w1_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 24);
        CgSimd::Vector256<float> x1_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 1));
        sum0_0 = CgX86::Fma.MultiplyAdd(x1_0, w1_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x1_0, w1_1, sum1_0);
        CgSimd::Vector256<float> x1_1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 17));
        sum0_1 = CgX86::Fma.MultiplyAdd(x1_1, w1_0, sum0_1);
        sum1_1 = CgX86::Fma.MultiplyAdd(x1_1, w1_1, sum1_1);
        CgSimd::Vector256<float> w2_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 32);
        CgSimd::Vector256<float> w2_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 40);
        CgSimd::Vector256<float> x2_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 2));
        sum0_0 = CgX86::Fma.MultiplyAdd(x2_0, w2_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x2_0, w2_1, sum1_0);
        CgSimd::Vector256<float> x2_1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 18));
        sum0_1 = CgX86::Fma.MultiplyAdd(x2_1, w2_0, sum0_1);
        sum1_1 = CgX86::Fma.MultiplyAdd(x2_1, w2_1, sum1_1);
        CgSimd::Vector256<float> w3_0 = CgSimd::Vector256.LoadUnsafe(ref weights, 48);
        CgSimd::Vector256<float> w3_1 = CgSimd::Vector256.LoadUnsafe(ref weights, 56);
        CgSimd::Vector256<float> x3_0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 3));
        sum0_0 = CgX86::Fma.MultiplyAdd(x3_0, w3_0, sum0_0);
        sum1_0 = CgX86::Fma.MultiplyAdd(x3_0, w3_1, sum1_0);
        CgSimd::Vector256<float> x3_1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 19));
        sum0_1 = CgX86::Fma.MultiplyAdd(x3_1, w3_0, sum0_1);
        sum1_1 = CgX86::Fma.MultiplyAdd(x3_1, w3_1, sum1_1);
        input = ref CgMem::Unsafe.Add(ref input, 4);
        weights = ref CgMem::Unsafe.Add(ref weights, 64);
    }
    CgSimd::Vector256.StoreUnsafe(sum0_0, ref output);
    CgSimd::Vector256.StoreUnsafe(sum1_0, ref output, 8);
    CgSimd::Vector256.StoreUnsafe(sum0_1, ref output, 16);
    CgSimd::Vector256.StoreUnsafe(sum1_1, ref output, 24);
}

// 2×2 outputs of 8 channels from 4×4 products: columns, then rows.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WinogradOutput2x2(ref float point, ref float bias, ref float output)
{
    CgSimd::Vector256<float> p00 = CgSimd::Vector256.LoadUnsafe(ref point);
    CgSimd::Vector256<float> p10 = CgSimd::Vector256.LoadUnsafe(ref point, 192);
    CgSimd::Vector256<float> p20 = CgSimd::Vector256.LoadUnsafe(ref point, 384);
    CgSimd::Vector256<float> p30 = CgSimd::Vector256.LoadUnsafe(ref point, 576);
    CgSimd::Vector256<float> sumOfColumn0 = p10 + p20, differenceOfColumn0 = p10 - p20;
    CgSimd::Vector256<float> c00 = p00 + sumOfColumn0;
    CgSimd::Vector256<float> c10 = differenceOfColumn0 - p30;
    CgSimd::Vector256<float> p01 = CgSimd::Vector256.LoadUnsafe(ref point, 48);
    CgSimd::Vector256<float> p11 = CgSimd::Vector256.LoadUnsafe(ref point, 240);
    CgSimd::Vector256<float> p21 = CgSimd::Vector256.LoadUnsafe(ref point, 432);
    CgSimd::Vector256<float> p31 = CgSimd::Vector256.LoadUnsafe(ref point, 624);
    CgSimd::Vector256<float> sumOfColumn1 = p11 + p21, differenceOfColumn1 = p11 - p21;
    CgSimd::Vector256<float> c01 = p01 + sumOfColumn1;
    CgSimd::Vector256<float> c11 = differenceOfColumn1 - p31;
    CgSimd::Vector256<float> p02 = CgSimd::Vector256.LoadUnsafe(ref point, 96);
    CgSimd::Vector256<float> p12 = CgSimd::Vector256.LoadUnsafe(ref point, 288);
    CgSimd::Vector256<float> p22 = CgSimd::Vector256.LoadUnsafe(ref point, 480);
    CgSimd::Vector256<float> p32 = CgSimd::Vector256.LoadUnsafe(ref point, 672);
    CgSimd::Vector256<float> sumOfColumn2 = p12 + p22, differenceOfColumn2 = p12 - p22;
    CgSimd::Vector256<float> c02 = p02 + sumOfColumn2;
    CgSimd::Vector256<float> c12 = differenceOfColumn2 - p32;
    CgSimd::Vector256<float> p03 = CgSimd::Vector256.LoadUnsafe(ref point, 144);
    CgSimd::Vector256<float> p13 = CgSimd::Vector256.LoadUnsafe(ref point, 336);
    CgSimd::Vector256<float> p23 = CgSimd::Vector256.LoadUnsafe(ref point, 528);
    CgSimd::Vector256<float> p33 = CgSimd::Vector256.LoadUnsafe(ref point, 720);
    CgSimd::Vector256<float> sumOfColumn3 = p13 + p23, differenceOfColumn3 = p13 - p23;
    CgSimd::Vector256<float> c03 = p03 + sumOfColumn3;
    CgSimd::Vector256<float> c13 = differenceOfColumn3 - p33;
    CgSimd::Vector256<float> start = CgSimd::Vector256.LoadUnsafe(ref bias);
    CgSimd::Vector256<float> sumOfRow0 = c01 + c02, differenceOfRow0 = c01 - c02;
    CgSimd::Vector256<float> y00 = c00 + sumOfRow0 + start;
    CgSimd::Vector256.StoreUnsafe(y00, ref output);
    CgSimd::Vector256<float> y01 = differenceOfRow0 - c03 + start;
    CgSimd::Vector256.StoreUnsafe(y01, ref output, 16);
    CgSimd::Vector256<float> sumOfRow1 = c11 + c12, differenceOfRow1 = c11 - c12;
    CgSimd::Vector256<float> y10 = c10 + sumOfRow1 + start;
    CgSimd::Vector256.StoreUnsafe(y10, ref output, 64);
    CgSimd::Vector256<float> y11 = differenceOfRow1 - c13 + start;
    CgSimd::Vector256.StoreUnsafe(y11, ref output, 80);
}

// For conv1.
// WinogradConv3x3From16To8: 16 to 8 channels, 3×3 taps, 4×4 outputs, by Winograd's F(2×2, 3×3).
// 2×2 tiles of 2×2 outputs from 4×4 inputs, at most 3 at a time;
// working memory: [4·4][block of 16 inputs][tile][16], then m [4·4][block of 16 outputs][tile][16].
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WinogradConv3x3From16To8(ref float x, ref float weights, ref float bias, ref float y, ref float workspace, int begin, int end)
{
    ref float m = ref CgMem::Unsafe.Add(ref workspace, 768);
    for (int item = begin; item < end; item++)
    {
        int example = item / 2;
        int group = item % 2;
        int firstTile = group * 2;
        const int tiles = 2;
        for (int tile = 0; tile < tiles; tile++)
        {
            int row = (firstTile + tile) / 2;
            int column = (firstTile + tile) % 2;
            ref float patch = ref CgMem::Unsafe.Add(ref x, (example * 576) + (row * 192) + (column * 32));
            for (int lane = 0; lane < 16; lane += 8)
            {
                WinogradInput4x4(ref CgMem::Unsafe.Add(ref patch, lane), ref CgMem::Unsafe.Add(ref workspace, (tile * 16) + lane));
            }
        }

        const int firstBlock = 0;
        for (int point = 0; point < 16; point++)
        {
            ref float values = ref CgMem::Unsafe.Add(ref workspace, point * 48);
            ref float filters = ref CgMem::Unsafe.Add(ref weights, (point * 256) + (firstBlock * 256));
            ref float products = ref CgMem::Unsafe.Add(ref m, point * 48);
            WinogradProductTile2x2(ref values, ref filters, ref products);
        }

        const int blocks = 1;
        for (int tile = 0; tile < tiles; tile++)
        {
            int row = (firstTile + tile) / 2;
            int column = (firstTile + tile) % 2;
            ref float output = ref CgMem::Unsafe.Add(ref y, (example * 256) + (firstBlock * 256) + (row * 128) + (column * 32));
            for (int block = 0; block < blocks; block++)
            {
                for (int lane = 0; lane < 16; lane += 8)
                {
                    ref float products = ref CgMem::Unsafe.Add(ref m, (tile * 16) + (block * 48) + lane);
                    WinogradOutput2x2(ref products, ref CgMem::Unsafe.Add(ref bias, ((firstBlock + block) * 16) + lane), ref CgMem::Unsafe.Add(ref output, (block * 256) + lane));
                }
            }
        }
    }
}
