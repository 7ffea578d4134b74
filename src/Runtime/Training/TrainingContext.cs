using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Runs a network forward in training mode and backward for one minibatch: <see cref="Forward"/>, a loss's gradient by the outputs,
/// <see cref="Backward"/>, and the gradients by the parameters are in <see cref="Gradients"/>. Emitted code derives from it.
/// </summary>
public abstract unsafe class TrainingContext : NetworkContext
{
    private readonly NativeBuffer _packedBuffer;
    private readonly NativeBuffer _scratchBuffer;
    private readonly NativeBuffer _gradientBuffer;
    private readonly NativeBuffer _outputBuffer;
    private readonly NativeBuffer _inputGradientBuffer;
    private readonly PackJob _pack;
    private readonly int _arenaLength;
    private readonly int _inputLength;
    private readonly int _outputLength;
    private readonly bool _hasInputGradient;
    private readonly bool _hasRunningStatistics;
    private readonly ulong _seed;
    private ulong _passes;
    private int _packedVersion;
    private int _outputExamples;
    private bool _forwardDone;
    private bool _backwardDone;
    private readonly bool[] _logits;

    /// <summary>Allocates a training context.</summary>
    /// <param name="weights">The network's parameters.</param>
    /// <param name="arenaLength">The floats of intermediate values and their gradients that one example takes.</param>
    /// <param name="largestValue">The floats that one example takes in the largest of these values.</param>
    /// <param name="packedLength">The floats of the parameters packed for training.</param>
    /// <param name="pack">Packs the parameters for training.</param>
    /// <param name="scratchLength">The floats of working memory that do not depend on the number of examples.</param>
    /// <param name="inputLength">The floats of one example.</param>
    /// <param name="outputLength">The floats of one result.</param>
    /// <param name="batchSize">The most examples of a minibatch.</param>
    /// <param name="seed">Where dropout's random numbers start.</param>
    /// <param name="inputGradient">Whether the backward pass writes the gradient by the input.</param>
    /// <param name="workspaceLength">The floats of working memory that every thread has for itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A length is negative, or the batch size not positive or larger than fits; nothing has been allocated.
    /// </exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory; nothing is left allocated.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TrainingContext(
        WeightStore weights,
        int arenaLength,
        int largestValue,
        int packedLength,
        PackRoutine pack,
        int scratchLength,
        int inputLength,
        int outputLength,
        int batchSize,
        int seed,
        bool inputGradient = false,
        int workspaceLength = 0)
        : base(
            weights,
            (long)arenaLength * batchSize,
            workspaceLength,
            BufferLengths(
                weights, pack, arenaLength, largestValue, packedLength, scratchLength, inputLength, outputLength, batchSize, inputGradient))
    {
        _packedBuffer = OwnBuffer(0);
        _pack = new PackJob(pack, weights.ValuesBuffer, _packedBuffer, IsExact, weights.Threads);
        _scratchBuffer = OwnBuffer(1);
        _gradientBuffer = OwnBuffer(2);
        _outputBuffer = OwnBuffer(3);
        _inputGradientBuffer = OwnBuffer(4);
        _arenaLength = arenaLength;
        _inputLength = inputLength;
        _outputLength = outputLength;
        _hasInputGradient = inputGradient;
        _hasRunningStatistics = Array.Exists(weights.Layout.Tensors, tensor => tensor.IsMoved);
        _seed = (uint)seed;
        _logits = new bool[OutputsHaveLogits.Length];
        BatchSize = batchSize;
        Gradients = new ParameterCollection(weights.Layout.Gradients, _gradientBuffer, () => Name, null);
        Open();
    }

    /// <summary>The most examples of a minibatch.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// The gradient of the loss by each parameter, by the parameters' names, as the last <see cref="Backward"/> wrote it.
    /// Those of tensors that are not trained, such as running statistics, are empty.
    /// </summary>
    public ParameterCollection Gradients { get; }

    /// <summary>
    /// The results of the last <see cref="Forward"/>, planar, one example after another (with several outputs, all of the first, then all
    /// of the next); overwritten by the next.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The context has been disposed.</exception>
    public ReadOnlySpan<float> Output => OutputBuffer;

    /// <summary>
    /// The gradient of the loss by the input of the last <see cref="Forward"/>, in the input's order and by its own elements, before any
    /// normalisation.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network does not compute it, or there was no <see cref="Backward"/> yet.</exception>
    /// <exception cref="ObjectDisposedException">The context has been disposed.</exception>
    public ReadOnlySpan<float> InputGradient
    {
        get
        {
            if (!_hasInputGradient)
            {
                throw new InvalidOperationException(
                    "The network does not compute this gradient; declare it with [Trainable(InputGradient = true)].");
            }

            if (!_backwardDone)
            {
                throw new InvalidOperationException("Call Backward() first.");
            }

            return InputGradientBuffer;
        }
    }

    /// <summary>How many minibatches have run forward: where dropout's random numbers are.</summary>
    internal ulong Passes
    {
        get => _passes;
        set => _passes = value;
    }

    /// <summary>Whose context it is, for messages; null when it is used by itself.</summary>
    internal string? Owner { get; set; }

    private protected override string Name => Owner ?? $"{nameof(TrainingContext)} of {Weights.Name}";

    /// <summary>Where emitted code writes the results of the current pass, planar.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Span<float> OutputBuffer => Alive(_outputBuffer).Span[..(_outputExamples * _outputLength)];

    /// <summary>
    /// Where emitted code writes the gradient by the input of the current pass, in the input's order; empty when the network has none.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Span<float> InputGradientBuffer =>
        _hasInputGradient ? Alive(_inputGradientBuffer).Span[..(_outputExamples * _inputLength)] : default;

    /// <summary>Working memory that does not depend on the number of examples.</summary>
    /// <param name="offset">The offset in floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Scratch(int offset) => ref _scratchBuffer.At(offset);

    /// <summary>The gradient block, laid out as the canonical parameters would be without those that are not trained.</summary>
    /// <param name="offset">The parameter's offset in that block, in floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Gradient(int offset) => ref _gradientBuffer.At(offset);

    /// <summary>Runs a minibatch forward in training mode: minibatch statistics, dropout, running statistics updated.</summary>
    /// <param name="input">The examples, as <see cref="INetwork.Forward"/> takes them.</param>
    /// <param name="logits">Give outputs that come from a softmax as the logits that go into it, for losses that take logits.</param>
    /// <exception cref="ArgumentException">
    /// Not a multiple of one example's length, no example, or more than <see cref="BatchSize"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The context is running on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The context or its network has been disposed.</exception>
    public void Forward(ReadOnlySpan<float> input, bool logits = false)
    {
        int examples = CountExamples(input.Length, nameof(input));
        Enter();
        try
        {
            _logits.AsSpan().Fill(logits);
            RunEntered(input, examples);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Runs the minibatch of the last <see cref="Forward"/> backward and writes <see cref="Gradients"/>, replacing what was there.
    /// </summary>
    /// <param name="outputGradient">The gradient of the loss by <see cref="Output"/>, of the same length.</param>
    /// <exception cref="ArgumentException">The length is not that of <see cref="Output"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No <see cref="Forward"/> since the last call, or the context is running on another thread.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The context or its network has been disposed.</exception>
    public void Backward(ReadOnlySpan<float> outputGradient)
    {
        Enter();
        try
        {
            BackwardEntered(outputGradient);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>The rectifiers whose results the backward pass needs, so that they are still there after the forward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual RectifierInfo[] Rectifiers => [];

    internal IReadOnlyList<RectifierInfo> WatchedRectifiers => Rectifiers;

    /// <summary>
    /// For each output whether it comes from a softmax whose logits can be given in its place; shorter where the last have none.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool[] OutputsHaveLogits => [];

    /// <summary><see cref="Forward"/> for a caller that has entered the context and checked the length.</summary>
    /// <param name="input">The examples.</param>
    /// <param name="examples">How many there are.</param>
    /// <param name="logits">For each output whether to give it as logits; those that have none are given as they are.</param>
    internal void ForwardEntered(ReadOnlySpan<float> input, int examples, ReadOnlySpan<bool> logits)
    {
        logits[.._logits.Length].CopyTo(_logits);
        RunEntered(input, examples);
    }

    private void RunEntered(ReadOnlySpan<float> input, int examples)
    {
        try
        {
            _forwardDone = false;
            _backwardDone = false;
            _outputExamples = examples;
            _passes++;
            BeginPass(examples, _arenaLength);
            RunForward(input, examples, _logits);
            _forwardDone = true;
        }
        finally
        {
            PublishStatistics();
        }
    }

    /// <summary><see cref="Backward"/> for a caller that has entered the context.</summary>
    internal void BackwardEntered(ReadOnlySpan<float> outputGradient)
    {
        if (!_forwardDone)
        {
            throw new InvalidOperationException("Call Forward() first: a backward pass uses up what the forward pass has kept.");
        }

        if (outputGradient.Length != _outputExamples * _outputLength)
        {
            throw new ArgumentException(
                Invariant($"Expected {_outputLength} floats for each of {_outputExamples} examples but got {outputGradient.Length}."),
                nameof(outputGradient));
        }

        _forwardDone = false;
        RunBackward(outputGradient, _logits);
        _backwardDone = true;
    }

    /// <summary>How many examples a minibatch of so many floats has.</summary>
    /// <exception cref="ArgumentException">
    /// Not a multiple of one example's length, no example, or more than <see cref="BatchSize"/>.
    /// </exception>
    internal int CountExamples(int length, string name)
    {
        int examples = Math.DivRem(length, _inputLength, out int rest);
        return rest == 0 && examples >= 1 && examples <= BatchSize
            ? examples
            : throw new ArgumentException(
                Invariant($"Expected 1 to {BatchSize} examples of {_inputLength} floats each but got {length} floats."), name);
    }

    /// <summary>
    /// Counts the channels of a rectifier's result that are zero at every position of every example, between forward and backward.
    /// </summary>
    internal int CountDeadUnits(int rectifier)
    {
        RectifierInfo info = Rectifiers[rectifier];
        ref float value = ref Arena(info.Offset);
        int dead = 0;
        for (int channel = 0; channel < info.Layout.Channels; channel++)
        {
            dead += info.Layout.IsZero(ref value, channel, Examples) ? 1 : 0;
        }

        return dead;
    }

    /// <summary>
    /// The layer of the first rectifier, in the order of the forward pass, whose results are not finite, between forward and backward.
    /// </summary>
    internal string? FirstNonFiniteRectifier()
    {
        RectifierInfo[] rectifiers = Rectifiers;
        for (int i = rectifiers.Length - 1; i >= 0; i--)
        {
            StoredLayout layout = rectifiers[i].Layout;
            for (int channel = 0; channel < layout.Channels; channel++)
            {
                if (!layout.IsFinite(ref Arena(rectifiers[i].Offset), channel, Examples))
                {
                    return rectifiers[i].Layer;
                }
            }
        }

        return null;
    }

    /// <summary>Runs a minibatch forward; lengths are checked and the pass has begun.</summary>
    /// <param name="input">The examples, as the caller gave them.</param>
    /// <param name="examples">How many there are.</param>
    /// <param name="logits">For each output that <see cref="OutputsHaveLogits"/> counts whether to give its logits.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void RunForward(ReadOnlySpan<float> input, int examples, ReadOnlySpan<bool> logits);

    /// <summary>Runs the minibatch backward and writes (not adds to) every gradient.</summary>
    /// <param name="outputGradient">The gradient by the results, planar.</param>
    /// <param name="logits">Which outputs were given as logits, so that the gradient is by these.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void RunBackward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<bool> logits);

    /// <summary>
    /// The key of a dropout layer's random numbers: the same from a forward pass to its backward pass, another in the next.
    /// </summary>
    /// <param name="layer">Which layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ulong DropoutKey(int layer) => RandomSource.Mix(RandomSource.Mix(_seed, _passes), (ulong)layer);

    private NativeBuffer Alive(NativeBuffer buffer)
    {
        if (buffer.IsDisposed)
        {
            ThrowDisposed();
        }

        return buffer;
    }

    /// <summary>The lengths of the buffers besides arena and workspace, once everything about them is known to be right.</summary>
    private static long[] BufferLengths(
        WeightStore weights,
        PackRoutine pack,
        int arenaLength,
        int largestValue,
        int packedLength,
        int scratchLength,
        int inputLength,
        int outputLength,
        int batchSize,
        bool inputGradient)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentOutOfRangeException.ThrowIfNegative(arenaLength);
        ArgumentOutOfRangeException.ThrowIfNegative(packedLength);
        ArgumentOutOfRangeException.ThrowIfNegative(scratchLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int largest = Math.Max(largestValue, Math.Max(inputLength, outputLength));

        // Kernels find the elements of a value, over all examples, by an int; spans and arrays of examples are counted by one too.
        long most = Math.Min(Array.MaxLength / largest, NativeBuffer.MaxLength / Math.Max(arenaLength, largest));
        if (batchSize > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                batchSize,
                Invariant($"One example takes {largest:N0} floats in the largest value of the network, and {arenaLength:N0} in all; ")
                + Invariant($"at most {most:N0} examples fit."));
        }

        long inputGradientLength = inputGradient ? (long)inputLength * batchSize : 0;
        return [packedLength, scratchLength, weights.Layout.Gradients.Length, (long)outputLength * batchSize, inputGradientLength];
    }

    private protected override void EnsurePacked()
    {
        int version = Weights.Version;
        if (_packedVersion != version)
        {
            _pack.Run(_pack.IsShared ? Weights.Team : null);
            _packedVersion = version;
        }
    }

    /// <summary>
    /// Lets inference see the running statistics that the forward pass has moved. Training's own packed parameters do not contain them
    /// and stay as they are, unless somebody else changed the parameters at the same time.
    /// </summary>
    private void PublishStatistics()
    {
        if (_hasRunningStatistics && Weights.Version == _packedVersion)
        {
            Weights.MarkChanged();
            _packedVersion++;
        }
        else if (_hasRunningStatistics)
        {
            Weights.MarkChanged();
        }
    }
}
