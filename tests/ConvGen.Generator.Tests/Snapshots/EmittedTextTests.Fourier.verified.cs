// Inference, layer by layer.
// c.Dispatch(step, items, examples) shares the items among threads, each doing some of them by Execute, when the pass has as many examples.
internal static void Forward(Context c)
{
    c.BeginSteps();
    // conv1
    if (!c.IsExact)
    {
        c.Dispatch(0, c.PassExamples, 2); // FourierConv5x5From16To8
    }
    else
    {
        c.Dispatch(1, 2 * c.PassExamples, 4); // Conv5x5From16To8
    }
}

[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void Fourier8Step<TNumbers>(ref float points, ref float turns)
    where TNumbers : struct, IFourier8Step
{
    for (int i = 0; i < 2; i++)
    {
        ref float turn1 = ref CgMem::Unsafe.Add(ref turns, i * 2);
        CgSimd::Vector256<float> cosine1 = CgSimd::Vector256.Create(turn1), sine1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref turn1, 1));
        ref float turn2 = ref CgMem::Unsafe.Add(ref turns, i * 4);
        CgSimd::Vector256<float> cosine2 = CgSimd::Vector256.Create(turn2), sine2 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref turn2, 1));
        ref float turn3 = ref CgMem::Unsafe.Add(ref turns, i * 6);
        CgSimd::Vector256<float> cosine3 = CgSimd::Vector256.Create(turn3), sine3 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref turn3, 1));
        ref float point = ref CgMem::Unsafe.Add(ref points, i * TNumbers.IStep);
        for (int lane = 0; lane < 16; lane += 8)
        {
            ref float a = ref CgMem::Unsafe.Add(ref point, lane);
            CgSimd::Vector256<float> realA = CgSimd::Vector256.LoadUnsafe(ref a), imaginaryA = CgSimd::Vector256.LoadUnsafe(ref a, 16);
            CgSimd::Vector256<float> realB = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)TNumbers.AOffset), imaginaryB = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)(TNumbers.AOffset + 16));
            CgSimd::Vector256<float> realC = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)(2 * TNumbers.AOffset)), imaginaryC = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)((2 * TNumbers.AOffset) + 16));
            CgSimd::Vector256<float> realD = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)(3 * TNumbers.AOffset)), imaginaryD = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)((3 * TNumbers.AOffset) + 16));
            CgSimd::Vector256<float> sumReal = realA + realC, sumImaginary = imaginaryA + imaginaryC, restReal = realA - realC, restImaginary = imaginaryA - imaginaryC;
            CgSimd::Vector256<float> evenReal = realB + realD, evenImaginary = imaginaryB + imaginaryD, oddReal = imaginaryB - imaginaryD, oddImaginary = realD - realB;
            CgSimd::Vector256.StoreUnsafe((sumReal + evenReal), ref a);
            CgSimd::Vector256.StoreUnsafe((sumImaginary + evenImaginary), ref a, 16);
            CgSimd::Vector256<float> real2 = sumReal - evenReal, imaginary2 = sumImaginary - evenImaginary;
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAdd(real2, cosine2, imaginary2 * sine2)), ref a, (CgSystem::UIntPtr)TNumbers.AOffset);
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAddNegated(real2, sine2, imaginary2 * cosine2)), ref a, (CgSystem::UIntPtr)(TNumbers.AOffset + 16));
            CgSimd::Vector256<float> real1 = restReal + oddReal, imaginary1 = restImaginary + oddImaginary;
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAdd(real1, cosine1, imaginary1 * sine1)), ref a, (CgSystem::UIntPtr)(2 * TNumbers.AOffset));
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAddNegated(real1, sine1, imaginary1 * cosine1)), ref a, (CgSystem::UIntPtr)((2 * TNumbers.AOffset) + 16));
            CgSimd::Vector256<float> real3 = restReal - oddReal, imaginary3 = restImaginary - oddImaginary;
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAdd(real3, cosine3, imaginary3 * sine3)), ref a, (CgSystem::UIntPtr)(3 * TNumbers.AOffset));
            CgSimd::Vector256.StoreUnsafe((CgX86::Fma.MultiplyAddNegated(real3, sine3, imaginary3 * cosine3)), ref a, (CgSystem::UIntPtr)((3 * TNumbers.AOffset) + 16));
        }
    }
    for (int part = 0; part < 4; part++)
    {
        ref float point = ref CgMem::Unsafe.Add(ref points, part * TNumbers.PartStep);
        for (int lane = 0; lane < 16; lane += 8)
        {
            ref float a = ref CgMem::Unsafe.Add(ref point, lane);
            CgSimd::Vector256<float> realA = CgSimd::Vector256.LoadUnsafe(ref a), imaginaryA = CgSimd::Vector256.LoadUnsafe(ref a, 16);
            CgSimd::Vector256<float> realB = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)TNumbers.AOffset2), imaginaryB = CgSimd::Vector256.LoadUnsafe(ref a, (CgSystem::UIntPtr)(TNumbers.AOffset2 + 16));
            CgSimd::Vector256.StoreUnsafe((realA + realB), ref a);
            CgSimd::Vector256.StoreUnsafe((imaginaryA + imaginaryB), ref a, 16);
            CgSimd::Vector256.StoreUnsafe((realA - realB), ref a, (CgSystem::UIntPtr)TNumbers.AOffset2);
            CgSimd::Vector256.StoreUnsafe((imaginaryA - imaginaryB), ref a, (CgSystem::UIntPtr)(TNumbers.AOffset2 + 16));
        }
    }
}

// Register block of complex products: 1 × 8 output channels by two points of 1 pair of tiles, 4 accumulators.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void FourierProductsTile1x2(ref float input, ref float weights, ref float output)
{
    CgSimd::Vector256<float> sum0_0 = CgSimd::Vector256<float>.Zero, turned0_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_1 = CgSimd::Vector256<float>.Zero, turned0_1 = CgSimd::Vector256<float>.Zero;
    ref float x = ref input;
    for (int channel = 0; channel < 16; channel++)
    {
        CgSimd::Vector256<float> realW0 = CgSimd::Vector256.LoadUnsafe(ref weights), imaginaryW0 = CgSimd::Vector256.LoadUnsafe(ref weights, 16);
        CgSimd::Vector256<float> real0 = CgSimd::Vector256.Create(x);
        sum0_0 = CgX86::Fma.MultiplyAdd(real0, realW0, sum0_0);
        turned0_0 = CgX86::Fma.MultiplyAdd(real0, imaginaryW0, turned0_0);
        CgSimd::Vector256<float> imaginary0 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref x, 16));
        sum0_0 = CgX86::Fma.MultiplyAddNegated(imaginary0, imaginaryW0, sum0_0);
        turned0_0 = CgX86::Fma.MultiplyAdd(imaginary0, realW0, turned0_0);
        CgSimd::Vector256<float> real1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref x, 32));
        sum0_1 = CgX86::Fma.MultiplyAdd(real1, realW0, sum0_1);
        turned0_1 = CgX86::Fma.MultiplyAddNegated(real1, imaginaryW0, turned0_1);
        CgSimd::Vector256<float> imaginary1 = CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref x, 48));
        sum0_1 = CgX86::Fma.MultiplyAdd(imaginary1, imaginaryW0, sum0_1);
        turned0_1 = CgX86::Fma.MultiplyAdd(imaginary1, realW0, turned0_1);
        x = ref CgMem::Unsafe.Add(ref x, 1);
        weights = ref CgMem::Unsafe.Add(ref weights, 32);
    }
    CgSimd::Vector256.StoreUnsafe(sum0_0, ref output);
    CgSimd::Vector256.StoreUnsafe(turned0_0, ref output, 16);
    CgSimd::Vector256.StoreUnsafe(sum0_1, ref output, 32);
    CgSimd::Vector256.StoreUnsafe(turned0_1, ref output, 48);
}

// For conv1.
// FourierConv5x5From16To8: 16 to 8 channels, 4×4 outputs, by Fourier transforms.
// 1 tile of 4×4 outputs, each pair one complex map of 8×8 points, at most 1 pair at a time;
// working memory: [point][block of 16 inputs][pair][±frequency][real, imaginary][16], then m likewise for outputs, and the points of one pair.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void FourierConv5x5From16To8(ref float x, ref float weights, ref float bias, ref float y, ref float workspace, int begin, int end)
{
    ref float turns = ref weights;
    weights = ref CgMem::Unsafe.Add(ref weights, 32);
    ref float m = ref CgMem::Unsafe.Add(ref workspace, 2720);
    ref float points = ref CgMem::Unsafe.Add(ref workspace, 5440);
    for (int item = begin; item < end; item++)
    {
        int example = item;
        const int firstPair = 0;
        const int pairs = 1;
        for (int pair = 0; pair < pairs; pair++)
        {
            for (int side = 0; side < 2; side++)
            {
                ref float values = ref CgMem::Unsafe.Add(ref points, side * 16);
                int tile = (2 * (firstPair + pair)) + side;
                int tileRow = tile * 4;
                const int tileColumn = 0;
                if (tile >= 1)
                {
                    for (int place = 0; place < 2304; place += 32)
                    {
                        CgSimd::Vector256.StoreUnsafe(CgSimd::Vector256<float>.Zero, ref CgMem::Unsafe.Add(ref values, place));
                        CgSimd::Vector256.StoreUnsafe(CgSimd::Vector256<float>.Zero, ref CgMem::Unsafe.Add(ref values, place), 8);
                    }
                    continue;
                }
                for (int row = 0; row < 8; row++)
                {
                    ref float patch = ref CgMem::Unsafe.Add(ref x, (example * 1024) + ((tileRow + row) * 128) + (tileColumn * 16));
                    ref float to = ref CgMem::Unsafe.Add(ref values, row * 288);
                    for (int column = 0; column < 8; column++)
                    {
                        CgSimd::Vector256.StoreUnsafe(CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref patch, column * 16)), ref CgMem::Unsafe.Add(ref to, column * 32));
                        CgSimd::Vector256.StoreUnsafe(CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref patch, column * 16), 8), ref CgMem::Unsafe.Add(ref to, column * 32), 8);
                    }
                }
            }
            for (int row = 0; row < 8; row++)
            {
                Fourier8Step<Fourier8Step32>(ref CgMem::Unsafe.Add(ref points, row * 288), ref turns);
            }
            for (int column = 0; column < 8; column++)
            {
                Fourier8Step<Fourier8Step288>(ref CgMem::Unsafe.Add(ref points, column * 32), ref CgMem::Unsafe.Add(ref turns, 16));
            }
            Fourier8x8Scatter(ref points, ref CgMem::Unsafe.Add(ref workspace, pair * 64));
        }

        const int firstBlock = 0;
        for (int point = 0; point < 34; point++)
        {
            ref float values = ref CgMem::Unsafe.Add(ref workspace, point * 80);
            ref float filters = ref CgMem::Unsafe.Add(ref weights, (point * 512) + (firstBlock * 512));
            ref float products = ref CgMem::Unsafe.Add(ref m, point * 80);
            for (int half = 0; half < 2; half++)
            {
                FourierProductsTile1x2(ref values, ref CgMem::Unsafe.Add(ref filters, half * 8), ref CgMem::Unsafe.Add(ref products, half * 8));
            }
        }

        const int blocks = 1;
        for (int pair = 0; pair < pairs; pair++)
        {
            for (int block = 0; block < blocks; block++)
            {
                Fourier8x8Gather(ref points, ref CgMem::Unsafe.Add(ref m, (pair * 64) + (block * 64)));
                for (int column = 0; column < 8; column++)
                {
                    InverseFourier8Step<InverseFourier8Step288>(ref CgMem::Unsafe.Add(ref points, column * 32), ref CgMem::Unsafe.Add(ref turns, 16));
                }
                for (int row = 0; row < 4; row++)
                {
                    InverseFourier8Step<InverseFourier8Step32>(ref CgMem::Unsafe.Add(ref points, row * 288), ref turns);
                }
                for (int side = 0; side < 2; side++)
                {
                    int tile = (2 * (firstPair + pair)) + side;
                    int tileRow = tile * 4;
                    const int tileColumn = 0;
                    if (tile >= 1)
                    {
                        break;
                    }
                    int rows = CgSystem::Math.Min(4, 4 - tileRow);
                    int columns = CgSystem::Math.Min(4, 4 - tileColumn);
                    for (int row = 0; row < rows; row++)
                    {
                        for (int lane = 0; lane < 16; lane += 8)
                        {
                            ref float from = ref CgMem::Unsafe.Add(ref points, (side * 16) + (row * 288) + lane);
                            ref float output = ref CgMem::Unsafe.Add(ref y, (example * 256) + ((firstBlock + block) * 256) + ((tileRow + row) * 64) + (tileColumn * 16) + lane);
                            CgSimd::Vector256<float> start = CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref bias, ((firstBlock + block) * 16) + lane));
                            for (int column = 0; column < columns; column++)
                            {
                                CgSimd::Vector256<float> value = CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref from, column * 32)) + start;
                                CgSimd::Vector256.StoreUnsafe(value, ref CgMem::Unsafe.Add(ref output, column * 16));
                            }
                        }
                    }
                }
            }
        }
    }
}
