using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <summary>
/// Brings weights from the order of the file into the order in which kernels read them, and weight gradients back. Runs when weights
/// have changed: at load and after an optimizer step.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Packing
{
    private const int Block = StoredLayout.BlockSize;

    /// <summary>
    /// Weights of a convolution or a dense layer as
    /// <c>[output/16][position][input block][depth tap][row tap][column tap][input][16]</c>. Lanes without an output are zero.
    /// </summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per output (batch normalisation), or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Which weight goes where.</param>
    /// <param name="share">The part of it that is done.</param>
    public static void Convolution(ref float weights, ref float scale, ref float packed, in WeightOrder order, PackShare share)
    {
        if (order.Channels.InputsPerGroup == order.Channels.Inputs)
        {
            PackConnected<Float32Row>(ref weights, ref scale, ref packed, order, share);
            return;
        }

        // With groups weights are few.
        if (share.Part > 0)
        {
            return;
        }

        var walk = new Walk(order);
        while (walk.MoveNext())
        {
            int first = walk.OutputBlock * Block;
            Span<float> lanes = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref packed, walk.Packed), Block);
            lanes.Clear();
            (int from, int to) = walk.Connected();
            if (from >= to)
            {
                continue;
            }

            // Connected outputs are of one group or of all: their weights lie at a constant distance.
            ref float source = ref Unsafe.Add(ref weights, walk.Source(first + from));
            for (int lane = from; lane < to; lane++)
            {
                lanes[lane] = source;
                source = ref Unsafe.Add(ref source, order.OutputStride);
            }

            if (!Unsafe.IsNullRef(ref scale))
            {
                for (int lane = from; lane < to; lane++)
                {
                    lanes[lane] *= Unsafe.Add(ref scale, first + lane);
                }
            }
        }
    }

    // Without groups every output reads every input, and the weights of a row's lanes lie at one distance. Runs once, at load: optimised
    // from the first call, because no later one would profit.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackConnected<TRow>(ref float weights, ref float scale, ref float packed, in WeightOrder order, PackShare share)
        where TRow : struct, IRow
    {
        // The last block of inputs may be shorter than the place that every block of outputs has for it.
        int stride = order.Channels.BlocksRead * order.Channels.RowsPerBlock * order.Taps * TRow.Length;
        (int begin, int end) = share.Of(order.Channels.OutputBlocks);
        packed = ref Unsafe.Add(ref packed, (nint)begin * order.Positions * stride);
        for (int block = begin; block < end; block++)
        {
            int output = block * Block;
            int lanes = Math.Min(Block, order.Channels.Outputs - output);
            Vector512<float> factors = Factors(ref scale, output, lanes);
            for (int position = 0; position < order.Positions; position++)
            {
                ref float target = ref packed;
                packed = ref Unsafe.Add(ref packed, stride);
                for (int input = 0; input < order.Channels.Inputs; input += Block)
                {
                    int first = order.First + (output * order.OutputStride) + (input * order.InputStride);
                    for (int tap = 0; tap < order.Taps; tap++)
                    {
                        ref float row = ref Unsafe.Add(ref weights, first + order.TapOffset(tap, position));
                        for (int channel = 0; channel < Math.Min(Block, order.Channels.Inputs - input); channel++)
                        {
                            TRow.Store(Gather(ref row, order.OutputStride, lanes) * factors, ref target);
                            row = ref Unsafe.Add(ref row, order.InputStride);
                            target = ref Unsafe.Add(ref target, TRow.Length);
                        }
                    }
                }
            }
        }
    }

    // One factor for each lane; 1 where there is no scale.
    private static Vector512<float> Factors(ref float scale, int output, int lanes) =>
        Unsafe.IsNullRef(ref scale) ? Vector512<float>.One : Gather(ref Unsafe.Add(ref scale, output), 1, lanes);

    // Numbers at one distance from each other as the lanes of a vector; the lanes beyond are zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(ref float first, int distance, int lanes)
    {
        Unsafe.SkipInit(out Vector512<float> result);
        ref float lane = ref Unsafe.As<Vector512<float>, float>(ref result);
        if (lanes < Block)
        {
            result = Vector512<float>.Zero;
        }

        for (int i = 0; i < lanes; i++)
        {
            Unsafe.Add(ref lane, i) = Unsafe.Add(ref first, (nint)i * distance);
        }

        return result;
    }

    /// <summary>Weight gradients in packed order, summed over slices, into the order of the file.</summary>
    /// <param name="packed">The slices, one after the other.</param>
    /// <param name="gradients">The tensor's gradient.</param>
    /// <param name="order">Which weight went where.</param>
    /// <param name="slices">Number of slices.</param>
    /// <param name="sliceLength">Floats of a slice.</param>
    public static void UnpackConvolution(ref float packed, ref float gradients, in WeightOrder order, int slices, int sliceLength)
    {
        var walk = new Walk(order);
        while (walk.MoveNext())
        {
            (int from, int to) = walk.Connected();
            if (from >= to)
            {
                continue;
            }

            ref float target = ref Unsafe.Add(ref gradients, walk.Source((walk.OutputBlock * Block) + from));
            for (int lane = from; lane < to; lane++)
            {
                double sum = 0;
                for (int slice = 0; slice < slices; slice++)
                {
                    sum += Unsafe.Add(ref packed, ((nint)slice * sliceLength) + walk.Packed + lane);
                }

                target = (float)sum;
                target = ref Unsafe.Add(ref target, order.OutputStride);
            }
        }
    }

    /// <summary>Weights of a planar convolution as <c>[input][depth tap][row tap][column tap][output]</c>.</summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per output, or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Which weight goes where; one group.</param>
    public static void Planar(ref float weights, ref float scale, ref float packed, in WeightOrder order)
    {
        for (int output = 0; output < order.Channels.Outputs; output++)
        {
            float factor = Unsafe.IsNullRef(ref scale) ? 1 : Unsafe.Add(ref scale, output);
            for (int row = 0; row < order.Channels.Inputs * order.Taps; row++)
            {
                int source = TapSource(order, output, row % order.Taps) + (row / order.Taps * order.InputStride);
                Unsafe.Add(ref packed, (row * order.Channels.Outputs) + output) = Unsafe.Add(ref weights, source) * factor;
            }
        }
    }

    /// <summary>Weights of a depthwise convolution as <c>[channel/16][tap][16]</c>.</summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per channel, or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Taps and steps; outputs are the channels.</param>
    public static void Depthwise(ref float weights, ref float scale, ref float packed, in WeightOrder order)
    {
        for (int slot = 0; slot < order.Channels.OutputBlocks * order.Taps * Block; slot++)
        {
            int channel = (slot / (order.Taps * Block) * Block) + (slot % Block);
            float weight = 0;
            if (channel < order.Channels.Outputs)
            {
                weight = Unsafe.Add(ref weights, TapSource(order, channel, slot / Block % order.Taps));
                weight = Unsafe.IsNullRef(ref scale) ? weight : weight * Unsafe.Add(ref scale, channel);
            }

            Unsafe.Add(ref packed, slot) = weight;
        }
    }

    /// <summary>Depthwise weight gradients in packed order into the order of the file.</summary>
    /// <param name="packed">The gradient in packed order.</param>
    /// <param name="gradients">The tensor's gradient.</param>
    /// <param name="order">Taps and steps; outputs are the channels.</param>
    public static void UnpackDepthwise(ref float packed, ref float gradients, in WeightOrder order)
    {
        for (int channel = 0; channel < order.Channels.Outputs; channel++)
        {
            for (int tap = 0; tap < order.Taps; tap++)
            {
                Unsafe.Add(ref gradients, TapSource(order, channel, tap)) =
                    Unsafe.Add(ref packed, (((channel / Block * order.Taps) + tap) * Block) + (channel % Block));
            }
        }
    }

    /// <summary>
    /// Weights of dot products over channels as <c>[input/16][depth tap][row tap][column tap][output][16]</c>. Lanes without an input are
    /// zero.
    /// </summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per output (batch normalisation), or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Which weight goes where; one group.</param>
    public static void InputVectors(ref float weights, ref float scale, ref float packed, in WeightOrder order)
    {
        (int inputs, int outputs) = (order.Channels.Inputs, order.Channels.Outputs);
        for (int row = 0; row < order.Channels.InputBlocks * order.Taps * outputs; row++)
        {
            int output = row % outputs, first = row / outputs / order.Taps * Block;
            float factor = Unsafe.IsNullRef(ref scale) ? 1 : Unsafe.Add(ref scale, output);
            int source = TapSource(order, output, row / outputs % order.Taps) + (first * order.InputStride);
            for (int lane = 0; lane < Block; lane++)
            {
                Unsafe.Add(ref packed, (row * Block) + lane) =
                    first + lane < inputs ? Unsafe.Add(ref weights, source + (lane * order.InputStride)) * factor : 0;
            }
        }
    }

    /// <summary>A matrix whose rows are filled up with zeros to whole blocks of 16.</summary>
    /// <param name="source">The tensor, [rows, columns].</param>
    /// <param name="packed">The destination.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Numbers in a row.</param>
    public static void PaddedRows(ref float source, ref float packed, int rows, int columns)
    {
        int length = (columns + Block - 1) / Block * Block;
        for (int row = 0; row < rows; row++)
        {
            Span<float> padded = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref packed, row * length), length);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, row * columns), columns).CopyTo(padded);
            padded[columns..].Clear();
        }
    }

    /// <summary>
    /// One number per position of each channel, [channels, positions], as <c>[channel/16][position][16]</c>. Lanes without a channel are
    /// zero.
    /// </summary>
    /// <param name="units">The tensor.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="positions">Positions.</param>
    public static void Units(ref float units, ref float packed, int channels, int positions)
    {
        for (int slot = 0; slot < (channels + Block - 1) / Block * positions * Block; slot++)
        {
            int channel = (slot / (positions * Block) * Block) + (slot % Block);
            Unsafe.Add(ref packed, slot) = channel < channels
                ? Unsafe.Add(ref units, (channel * positions) + (slot / Block % positions))
                : 0;
        }
    }

    /// <summary>Gradients of <see cref="Units"/> into the order of the file.</summary>
    /// <param name="packed">The gradient in packed order.</param>
    /// <param name="gradients">The tensor's gradient.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="positions">Positions.</param>
    public static void UnpackUnits(ref float packed, ref float gradients, int channels, int positions)
    {
        for (int unit = 0; unit < channels * positions; unit++)
        {
            int channel = unit / positions;
            int slot = (((channel / Block * positions) + (unit % positions)) * Block) + (channel % Block);
            Unsafe.Add(ref gradients, unit) = Unsafe.Add(ref packed, slot);
        }
    }

    private static int TapSource(in WeightOrder order, int output, int tap) =>
        order.First + (output * order.OutputStride) + order.TapOffset(tap);

    /// <summary>
    /// Steps through the rows of 16 lanes of packed weights in their order, and tells where each lane's weight is in the tensor.
    /// </summary>
    private struct Walk(in WeightOrder order)
    {
        private readonly WeightOrder _order = order;
        private readonly int _blocksRead = order.Channels.BlocksRead;
        private readonly int _inputsPerGroup = order.Channels.InputsPerGroup;
        private readonly int _outputsPerGroup = order.Channels.OutputsPerGroup;
        private int _position = 0;
        private int _block = 0;
        private int _tap = 0;
        private int _channel = -1;
        private int _firstBlock = 0;
        private nint _start = 0;
        private nint _row = -1;

        /// <summary>The block of 16 outputs.</summary>
        public int OutputBlock { get; private set; } = 0;

        /// <summary>Offset of the row in the packed weights.</summary>
        public readonly nint Packed => _start + (_row * Block);

        private readonly int Input => ((_firstBlock + _block) * Block) + _channel;

        private readonly int ChannelsOfBlock => Math.Min(Block, _order.Channels.Inputs - ((_firstBlock + _block) * Block));

        public bool MoveNext()
        {
            _row++;
            if (++_channel < ChannelsOfBlock)
            {
                return true;
            }

            _channel = 0;
            if (++_tap < _order.Taps)
            {
                return true;
            }

            _tap = 0;
            if (++_block < _blocksRead)
            {
                return true;
            }

            _block = 0;
            _start += (nint)_blocksRead * _order.Channels.RowsPerBlock * _order.Taps * Block;
            _row = 0;
            if (++_position == _order.Positions)
            {
                _position = 0;
                OutputBlock++;
                if (OutputBlock == _order.Channels.OutputBlocks)
                {
                    return false;
                }

                _firstBlock = _order.Channels.FirstBlock(OutputBlock);
            }

            return true;
        }

        /// <summary>The lanes whose outputs read the current input channel: those of its group.</summary>
        public readonly (int From, int To) Connected()
        {
            int first = OutputBlock * Block;
            int group = Input / _inputsPerGroup;
            int from = Math.Max(0, (group * _outputsPerGroup) - first);
            int to = Math.Min(Block, ((group + 1) * _outputsPerGroup) - first);
            return (from, Math.Min(to, _order.Channels.Outputs - first));
        }

        public readonly int Source(int output) => _order.First
            + (output * _order.OutputStride) + (Input * _order.InputStride) - (output / _outputsPerGroup * _order.GroupStride)
            + _order.TapOffset(_tap, _position);
    }
}
