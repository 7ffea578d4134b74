// The forward pass of a training step, layer by layer; outputs that are given as logits leave their softmax to the loss.
// c.Dispatch(step, items, examples) shares the items among threads, each doing some of them by ExecuteTraining, when the pass has as many examples.
internal static void TrainForward(Trainer c, CgSystem::ReadOnlySpan<bool> logits)
{
    c.BeginSteps();
    // conv1
    c.Dispatch(0, 2 * c.PassExamples, 56); // Conv3x3From3To4
    // fc1
    DenseFrom64To2(ref c.Arena(0), ref c.Packed(464), ref c.Packed(448), ref c.Arena(624), c.PassExamples, 0, 1);
    c.EndStep(1);
}

// The backward pass of a training step, from the last layer to the first.
// c.Dispatch(step, items, examples) shares the items among threads, each doing some of them by ExecuteTraining, when the pass has as many examples.
internal static void TrainBackward(Trainer c, CgSystem::ReadOnlySpan<bool> logits)
{
    c.BeginSteps();
    // fc1
    DenseWeightGradient16x1From4To2(ref c.Arena(0), ref c.Arena(640), ref c.Scratch(0), c.PassExamples, 0, 1);
    c.EndStep(2);
    CgEngine::Packing.UnpackConvolution(ref c.Scratch(0), ref c.Gradient(128), new CgEngine::WeightOrder { Channels = new CgEngine::ChannelGroups(Inputs: 4, Outputs: 2, Groups: 1), HeightTaps = 16, OutputStride = 64, InputStride = 16, HeightStep = 1 }, 1, 1024);
    c.EndStep(3);
    SumChannels(ref c.Arena(640), ref c.Gradient(256), c.PassExamples, 0, 1);
    c.EndStep(4);
    c.Dispatch(5, 4, 47); // DenseInputGradientFrom2To64
    // relu1
    c.Dispatch(6, c.PassExamples, 157); // ReluGradientElementwise
    // conv1
    c.Dispatch(7, 4, 28); // WeightGradient3x3From3To4
    CgEngine::Packing.UnpackConvolution(ref c.Scratch(1024), ref c.Gradient(0), new CgEngine::WeightOrder { Channels = new CgEngine::ChannelGroups(Inputs: 3, Outputs: 4, Groups: 1), HeightTaps = 3, WidthTaps = 3, OutputStride = 27, InputStride = 9, GroupStride = 27, DepthStep = 9, HeightStep = 3, WidthStep = 1 }, 4, 432);
    c.EndStep(8);
    SumChannelsForBackwardConv1(ref c.Arena(256), ref c.Gradient(112), c.PassExamples, 0, 1);
    c.EndStep(9);
}

// The items begin to end − 1 of one step that several threads may share.
internal static void ExecuteTraining(Trainer c, int step, int begin, int end, int worker)
{
    switch (step)
    {
        // conv1
        case 0: Conv3x3From3To4(ref c.Arena(512), ref c.Packed(16), ref c.Packed(0), ref c.Arena(0), begin, end); break;
        // fc1
        case 5: DenseInputGradientFrom2To64(ref c.Arena(640), ref c.Packed(1488), ref c.Arena(256), c.PassExamples, begin, end); break;
        // relu1
        case 6: ReluGradientElementwise(ref c.Arena(0), ref c.Arena(256), ref c.Arena(256), begin, end); break;
        // conv1
        case 7: WeightGradient3x3From3To4(ref c.Arena(512), ref c.Arena(256), ref c.Scratch(1024), c.PassExamples, begin, end); break;
    }
}

// For relu1.
// ReluGradient over 1 block of 16 channels of 1×4×4.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void ReluGradientElementwise(ref float x0, ref float x1, ref float y, int begin, int end)
{
    for (int item = begin; item < end; item++)
    {
        int example = item;
        ref float in0 = ref CgMem::Unsafe.Add(ref x0, example * 256);
        ref float in1 = ref CgMem::Unsafe.Add(ref x1, example * 256);
        ref float output = ref CgMem::Unsafe.Add(ref y, example * 256);
        for (int pixel = 0; pixel < 16; pixel++)
        {
            {
                CgSimd::Vector256<float> v0 = CgSimd::Vector256.LoadUnsafe(ref in0);
                CgSimd::Vector256<float> v1 = CgSimd::Vector256.LoadUnsafe(ref in1);
                CgSimd::Vector256<float> result = CgSimd::Vector256.ConditionalSelect(CgSimd::Vector256.GreaterThan(v0, CgSimd::Vector256<float>.Zero), v1, CgSimd::Vector256<float>.Zero);
                CgSimd::Vector256.StoreUnsafe(result, ref output);
            }
            {
                CgSimd::Vector256<float> v0 = CgSimd::Vector256.LoadUnsafe(ref in0, 8);
                CgSimd::Vector256<float> v1 = CgSimd::Vector256.LoadUnsafe(ref in1, 8);
                CgSimd::Vector256<float> result = CgSimd::Vector256.ConditionalSelect(CgSimd::Vector256.GreaterThan(v0, CgSimd::Vector256<float>.Zero), v1, CgSimd::Vector256<float>.Zero);
                CgSimd::Vector256.StoreUnsafe(result, ref output, 8);
            }
            in0 = ref CgMem::Unsafe.Add(ref in0, 16);
            in1 = ref CgMem::Unsafe.Add(ref in1, 16);
            output = ref CgMem::Unsafe.Add(ref output, 16);
        }
    }
}

// Register block of WeightGradient3x3From3To4: 1 × 8 outputs by 3 inputs by 3 kernel columns.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WeightGradient3x3From3To4Tile1x3x3(ref float x, ref float dy, ref float dw, int resultTapStep, int from, int to, int rows, bool adds)
{
    CgSimd::Vector256<float> sum0_0_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_0_1 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_0_2 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_1_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_1_1 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_1_2 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_2_0 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_2_1 = CgSimd::Vector256<float>.Zero;
    CgSimd::Vector256<float> sum0_2_2 = CgSimd::Vector256<float>.Zero;
    for (int example = from; example < to; example++)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref CgMem::Unsafe.Add(ref x, (example * 112) + (row * 6));
            ref float gradient = ref CgMem::Unsafe.Add(ref dy, (example * 256) + (row * 64));
            for (int column = 0; column < 4; column++)
            {
                CgSimd::Vector256<float> g0 = CgSimd::Vector256.LoadUnsafe(ref gradient);
                sum0_0_0 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(input), g0, sum0_0_0);
                sum0_0_1 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 1)), g0, sum0_0_1);
                sum0_0_2 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 2)), g0, sum0_0_2);
                sum0_1_0 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 36)), g0, sum0_1_0);
                sum0_1_1 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 37)), g0, sum0_1_1);
                sum0_1_2 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 38)), g0, sum0_1_2);
                sum0_2_0 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 72)), g0, sum0_2_0);
                sum0_2_1 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 73)), g0, sum0_2_1);
                sum0_2_2 = CgX86::Fma.MultiplyAdd(CgSimd::Vector256.Create(CgMem::Unsafe.Add(ref input, 74)), g0, sum0_2_2);
                input = ref CgMem::Unsafe.Add(ref input, 1);
                gradient = ref CgMem::Unsafe.Add(ref gradient, 16);
            }
        }
    }
    if (adds)
    {
        sum0_0_0 += CgSimd::Vector256.LoadUnsafe(ref dw);
        sum0_0_1 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, resultTapStep));
        sum0_0_2 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep));
        sum0_1_0 += CgSimd::Vector256.LoadUnsafe(ref dw, 16);
        sum0_1_1 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, resultTapStep), 16);
        sum0_1_2 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep), 16);
        sum0_2_0 += CgSimd::Vector256.LoadUnsafe(ref dw, 32);
        sum0_2_1 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, resultTapStep), 32);
        sum0_2_2 += CgSimd::Vector256.LoadUnsafe(ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep), 32);
    }
    CgSimd::Vector256.StoreUnsafe(sum0_0_0, ref dw);
    CgSimd::Vector256.StoreUnsafe(sum0_0_1, ref CgMem::Unsafe.Add(ref dw, resultTapStep));
    CgSimd::Vector256.StoreUnsafe(sum0_0_2, ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep));
    CgSimd::Vector256.StoreUnsafe(sum0_1_0, ref dw, 16);
    CgSimd::Vector256.StoreUnsafe(sum0_1_1, ref CgMem::Unsafe.Add(ref dw, resultTapStep), 16);
    CgSimd::Vector256.StoreUnsafe(sum0_1_2, ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep), 16);
    CgSimd::Vector256.StoreUnsafe(sum0_2_0, ref dw, 32);
    CgSimd::Vector256.StoreUnsafe(sum0_2_1, ref CgMem::Unsafe.Add(ref dw, resultTapStep), 32);
    CgSimd::Vector256.StoreUnsafe(sum0_2_2, ref CgMem::Unsafe.Add(ref dw, 2 * resultTapStep), 32);
}

// For conv1.
// WeightGradient3x3From3To4: gradient to 4 × 3 × 3×3 weights, from 4×4 outputs.
// Tiles of 1 × 8 outputs by 4 inputs by 3 kernel columns; 4 slices of examples.
[CgMem::MethodImpl(CgMem::MethodImplOptions.AggressiveOptimization)]
private static void WeightGradient3x3From3To4(ref float x, ref float dy, ref float dw, int examples, int begin, int end)
{
    for (int item = begin; item < end; item++)
    {
        int slice = item;
        const int channels = 3;
        ref float result = ref CgMem::Unsafe.Add(ref dw, slice * 432);
        int from = examples * slice / 4;
        int to = examples * (slice + 1) / 4;
        int first = from;
        do
        {
            int last = CgSystem::Math.Min(first + 12, to);
            const int row = 0;
            const int rows = 4;
            bool adds = first > from;
            ref float input = ref CgMem::Unsafe.Add(ref x, row * 6);
            ref float gradient = ref CgMem::Unsafe.Add(ref dy, row * 64);
            for (int tapRow = 0; tapRow < 3; tapRow++)
            {
                WeightGradient3x3From3To4Tile1x3x3(ref CgMem::Unsafe.Add(ref input, tapRow * 6), ref gradient, ref CgMem::Unsafe.Add(ref result, ((tapRow * 3) * channels) * 16), channels * 16, first, last, rows, adds);
            }
            first = last;
        } while (first < to);
    }
}
