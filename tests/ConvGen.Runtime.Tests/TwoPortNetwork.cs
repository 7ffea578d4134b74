using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests;

/// <summary>
/// The smallest network with two inputs and two outputs, by hand as the generator would write it: one number each of <c>left</c> and <c>right</c>, times
/// a matrix [3, 2], is one number for <c>value</c> and two logits for <c>kind</c>.
/// </summary>
internal sealed class TwoPortNetwork : ITrainableNetwork
{
    public const int Inputs = 2;
    public const int Outputs = 3;
    private const int Kinds = 2;

    private readonly WeightStore _weights;

    public TwoPortNetwork()
    {
        _weights = new WeightStore(
            [new("fc1.weight", [Outputs, Inputs], TensorRole.Weight, Inputs, Outputs, false)], Outputs * Inputs, Pack, new NetworkOptions { Threads = 1 });
        var left = new LayerInfo("left", "Input", "", [1], 0, 0, [], "");
        var value = new LayerInfo("fc1", "Dense", "", [1], 6, 6, [], "");
        Info = new NetworkInfo(
            "TwoPorts",
            [left, value],
            arenaBytes: 0,
            examplesPerPass: 1,
            workspaceBytes: 0,
            packedBytes: 24,
            [new PortInfo("left", "left", [1]), new PortInfo("right", "left", [1])],
            [new PortInfo("value", "fc1", [1]), new PortInfo("kind", "fc1", [Kinds])]);
    }

    public NetworkInfo Info { get; }

    public ParameterCollection Parameters => _weights.Parameters;

    public int InputLength => Inputs;

    public int OutputLength => Outputs;

    public NetworkProfile? Profile { get; set; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Apply(_weights.Parameters[0].Values, input, output, input.Length / Inputs);

    public InferenceContext CreateContext() => new Inference(_weights);

    public TrainingContext CreateTrainingContext(int batchSize, int seed = 0) => new Training(_weights, batchSize, seed);

    public void Save(string path) => WeightFile.Save(_weights, path);

    public void Save(Stream stream) => WeightFile.Save(_weights, stream);

    public void Dispose() => _weights.Dispose();

    private static void Pack(ref float parameters, ref float packed, bool exact, PackShare share) =>
        MemoryMarshal.CreateReadOnlySpan(ref parameters, Outputs * Inputs).CopyTo(MemoryMarshal.CreateSpan(ref packed, Outputs * Inputs));

    /// <summary>Where a result is: the examples of one output follow those of another.</summary>
    private static int Place(int output, int example, int examples) => output == 0 ? example : examples + example * Kinds + output - 1;

    private static void Apply(ReadOnlySpan<float> weights, ReadOnlySpan<float> input, Span<float> output, int examples)
    {
        for (int i = 0; i < examples; i++)
        {
            for (int o = 0; o < Outputs; o++)
            {
                output[Place(o, i, examples)] = weights[2 * o] * input[i] + weights[2 * o + 1] * input[examples + i];
            }
        }
    }

    private sealed class Inference(WeightStore weights) : InferenceContext(weights, arenaLength: 0)
    {
        public override void Forward(ReadOnlySpan<float> input, Span<float> output) =>
            Apply(Weights.Parameters[0].Values, input, output, input.Length / Inputs);

        protected internal override void Execute(int step, int begin, int end, int worker) => throw new NotSupportedException("This network's steps are not split.");
    }

    private sealed class Training(WeightStore weights, int batchSize, int seed)
        : TrainingContext(weights, Inputs, Inputs, Outputs * Inputs, Pack, 0, Inputs, Outputs, batchSize, seed)
    {
        protected override void RunForward(ReadOnlySpan<float> input, int examples, ReadOnlySpan<bool> logits)
        {
            input.CopyTo(MemoryMarshal.CreateSpan(ref Arena(0), examples * Inputs));
            Apply(MemoryMarshal.CreateSpan(ref Packed(0), Outputs * Inputs), input, OutputBuffer, examples);
        }

        protected override void RunBackward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<bool> logits)
        {
            var gradients = MemoryMarshal.CreateSpan(ref Gradient(0), Outputs * Inputs);
            var input = MemoryMarshal.CreateSpan(ref Arena(0), Examples * Inputs);
            gradients.Clear();
            for (int i = 0; i < Examples; i++)
            {
                for (int o = 0; o < Outputs; o++)
                {
                    float slope = outputGradient[Place(o, i, Examples)];
                    gradients[2 * o] += slope * input[i];
                    gradients[2 * o + 1] += slope * input[Examples + i];
                }
            }
        }

        protected internal override void Execute(int step, int begin, int end, int worker) => throw new NotSupportedException("This network's steps are not split.");
    }
}
