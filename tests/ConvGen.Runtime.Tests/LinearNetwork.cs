using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests;

/// <summary>
/// The smallest trainable network, by hand as the generator would write it: 2 features → Dense(3), and a softmax when asked for.
/// </summary>
internal sealed class LinearNetwork : ITrainableNetwork
{
    public const int Inputs = 2;
    public const int Outputs = 3;
    private const int BiasOffset = 16;
    private const int PackedLength = BiasOffset + Outputs;

    private readonly WeightStore _weights;
    private readonly Inference _context;
    private readonly bool _softmax;

    public LinearNetwork(bool softmax = true, NetworkOptions? options = null)
    {
        _softmax = softmax;
        TensorSpec[] tensors =
        [
            new("fc1.weight", [Outputs, Inputs], TensorRole.Weight, Inputs, Outputs, false),
            new("fc1.bias", [Outputs], TensorRole.Bias, Inputs, Outputs, false),
        ];
        _weights = new WeightStore(tensors, PackedLength, Pack, options ?? new NetworkOptions { Seed = 3, Threads = 2 });
        _context = new Inference(_weights, softmax);
        var dense = new LayerInfo("fc1", "Dense", "3 units", [Outputs], 9, 6, [], "matrix-vector");
        var last = new LayerInfo("softmax1", "Softmax", "", [Outputs], 0, 0, [], "elementwise");
        LayerInfo[] layers = softmax ? [dense, last] : [dense];
        var output = new PortInfo("output", layers[^1].Name, [Outputs]) { ComputedBy = layers[^1].Kind, HasLogits = softmax };
        Info = new NetworkInfo("Linear", layers, 20, 4, workspaceBytes: 0, packedBytes: PackedLength * sizeof(float), outputs: [output]);
    }

    public NetworkInfo Info { get; }

    public ParameterCollection Parameters => _weights.Parameters;

    public int InputLength => Inputs;

    public int OutputLength => Outputs;

    public NetworkProfile? Profile
    {
        get => _context.Profile;
        set => _context.Profile = value;
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => _context.Forward(input, output);

    public InferenceContext CreateContext() => new Inference(_weights, _softmax);

    public TrainingContext CreateTrainingContext(int batchSize, int seed = 0) => new Training(_weights, _softmax, batchSize, seed);

    public void Save(string path) => WeightFile.Save(_weights, path);

    public void Save(Stream stream) => WeightFile.Save(_weights, stream);

    public void Dispose() => _weights.Dispose();

    private static void Pack(ref float parameters, ref float packed, bool exact, PackShare share) =>
        MemoryMarshal.CreateReadOnlySpan(ref parameters, PackedLength).CopyTo(MemoryMarshal.CreateSpan(ref packed, PackedLength));

    private static void Apply(ReadOnlySpan<float> packed, ReadOnlySpan<float> input, Span<float> output, bool softmax)
    {
        for (int o = 0; o < Outputs; o++)
        {
            output[o] = packed[BiasOffset + o] + packed[2 * o] * input[0] + packed[2 * o + 1] * input[1];
        }

        if (softmax)
        {
            float sum = 0;
            foreach (ref float value in output)
            {
                sum += value = MathF.Exp(value);
            }

            foreach (ref float value in output)
            {
                value /= sum;
            }
        }
    }

    private sealed class Inference(WeightStore weights, bool softmax) : InferenceContext(weights, (Inputs + Outputs) * 4)
    {
        public override void Forward(ReadOnlySpan<float> input, Span<float> output)
        {
            int examples = CountExamples(input, Inputs, "2", output, Outputs, "3");
            Enter();
            try
            {
                for (int start = 0; start < examples; start += 4)
                {
                    int count = Math.Min(4, examples - start);
                    BeginPass(count, Inputs + Outputs);
                    input.Slice(start * Inputs, count * Inputs).CopyTo(MemoryMarshal.CreateSpan(ref Arena(0), count * Inputs));
                    RunOnTeam(0, count);
                    MemoryMarshal.CreateSpan(ref Arena(Inputs), count * Outputs).CopyTo(output[(start * Outputs)..]);
                }
            }
            finally
            {
                Exit();
            }
        }

        protected internal override void Execute(int step, int begin, int end, int worker)
        {
            var input = MemoryMarshal.CreateSpan(ref Arena(0), Examples * Inputs);
            var output = MemoryMarshal.CreateSpan(ref Arena(Inputs), Examples * Outputs);
            for (int i = begin; i < end; i++)
            {
                Apply(MemoryMarshal.CreateSpan(ref Packed(0), PackedLength), input[(i * Inputs)..], output.Slice(i * Outputs, Outputs), softmax);
            }
        }
    }

    private sealed class Training(WeightStore weights, bool softmax, int batchSize, int seed)
        : TrainingContext(weights, Inputs, Inputs, PackedLength, Pack, 0, Inputs, Outputs, batchSize, seed)
    {
        protected override bool[] OutputsHaveLogits => softmax ? [true] : [];

        protected override void RunForward(ReadOnlySpan<float> input, int examples, ReadOnlySpan<bool> logits)
        {
            input.CopyTo(MemoryMarshal.CreateSpan(ref Arena(0), examples * Inputs));
            for (int i = 0; i < examples; i++)
            {
                var output = OutputBuffer.Slice(i * Outputs, Outputs);
                Apply(MemoryMarshal.CreateSpan(ref Packed(0), PackedLength), input[(i * Inputs)..], output, softmax && !logits[0]);
            }
        }

        protected override void RunBackward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<bool> logits)
        {
            Assert.True(!softmax || logits[0]);
            var gradients = MemoryMarshal.CreateSpan(ref Gradient(0), PackedLength);
            var input = MemoryMarshal.CreateSpan(ref Arena(0), Examples * Inputs);
            gradients.Clear();
            for (int i = 0; i < Examples; i++)
            {
                for (int o = 0; o < Outputs; o++)
                {
                    float slope = outputGradient[i * Outputs + o];
                    gradients[2 * o] += slope * input[2 * i];
                    gradients[2 * o + 1] += slope * input[2 * i + 1];
                    gradients[BiasOffset + o] += slope;
                }
            }
        }

        protected internal override void Execute(int step, int begin, int end, int worker) => throw new NotSupportedException("This network's steps are not split.");
    }
}
