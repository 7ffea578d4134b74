using System.Runtime.InteropServices;
using ConvGen.Fuzzing.Definitions;

namespace ConvGen.Fuzzing.Running;

/// <content>What must not change a bit, and what must not be allocated.</content>
internal sealed partial class NetworkCheck
{
    private const int ManyExamples = 5;

    private Experiment At(int size, int examples = ManyExamples) => new(Place(size), _tensors, examples, _seed + size);

    private void CheckThreads()
    {
        using INetwork one = Create(Options()), two = Create(Options(threads: 2));
        for (int size = Driver.DeclaredSize; size < _graph.Sizes.Length; size++)
            Same("threads", "with two threads", Forward(one, At(size), size), Forward(two, At(size), size));
        if (_isTrainable)
            Same("threads", "trained with two threads", Train(one), Train(two));
    }

    // Outputs, gradients and running statistics of a training pass.
    private float[][] Train(INetwork network)
    {
        SetTensors(network);
        Experiment experiment = At(Driver.DeclaredSize);
        using TrainingContext training = ((ITrainableNetwork)network).CreateTrainingContext(ManyExamples, seed: 1);
        training.Forward(Concatenated(experiment.Passed));
        float[] output = training.Output.ToArray();
        training.Backward(Concatenated([.. experiment.Upstream.Select(upstream => upstream.ToFloats())]));
        return
        [
            output, .. _declared.Tensors.Select(tensor => training.Gradients[tensor.Name].Values.ToArray()),
            .. network.Parameters.Select(parameter => parameter.Values.ToArray()), _hasInputGradient ? training.InputGradient.ToArray() : [],
        ];
    }

    private void CheckBatches()
    {
        using INetwork network = Create(Options());
        int[] lengths = _declared.InputLengths, results = _declared.OutputLengths;
        Experiment all = At(Driver.DeclaredSize, Math.Min(network.Info.ExamplesPerPass + 2, 3 * ManyExamples));
        float[][] together = Forward(network, all, Driver.DeclaredSize);
        for (int example = 0; example < all.Examples; example++)
        {
            float[][] alone = [.. results.Select(length => new float[length])];
            _driver.Forward(
                network, Driver.DeclaredSize,
                [.. all.Views.Zip(all.Passed, (view, passed) => view.Typed(passed[(example * view.Length)..((example + 1) * view.Length)]))], alone);
            Same("batch", $"example {example} alone", [.. together.Zip(results, (output, length) => output[(example * length)..((example + 1) * length)])], alone);
        }
    }

    private void CheckSizes()
    {
        if (_graph.Sizes.Length == 0)
            return;
        using INetwork network = Create(Options());
        Dictionary<int, float[][]> first = [];
        foreach (int size in Enumerable.Range(Driver.DeclaredSize, _graph.Sizes.Length + 1).Concat(Enumerable.Range(Driver.DeclaredSize, _graph.Sizes.Length + 1).Reverse()))
        {
            Experiment experiment = At(size);
            float[][] outputs = Forward(network, experiment, size);
            if (!first.TryAdd(size, outputs))
                Same("sizes", $"size {size} again", first[size], outputs);
        }
    }

    private void CheckFiles()
    {
        using INetwork network = Create(Options());
        using MemoryStream file = new();
        network.Save(file);
        file.Position = 0;
        using INetwork loaded = _driver.Load(file, Options());
        Experiment experiment = At(Driver.DeclaredSize);
        Same("files", "after Save and Load", Forward(network, experiment, Driver.DeclaredSize), Forward(loaded, experiment, Driver.DeclaredSize));
    }

    private void CheckNotANumber()
    {
        const int Examples = 3;
        using INetwork network = Create(Options());
        Experiment experiment = At(Driver.DeclaredSize, Examples);
        float[] want = new float[network.OutputLength * Examples], got = new float[want.Length];
        network.Forward(Concatenated(experiment.Passed), want);
        float[][] poisoned = [.. experiment.Passed.Zip(experiment.Views, (passed, view) =>
        {
            float[] copy = [.. passed];
            copy.AsSpan(view.Length, view.Length).Fill(float.NaN);
            return copy;
        })];
        network.Forward(Concatenated(poisoned), got);
        int start = 0;
        foreach (int length in _declared.OutputLengths)
        {
            // The first and the last of the three examples of each output.
            foreach (int example in (int[])[0, Examples - 1])
            {
                int at = start + example * length;
                Same("not a number", $"example {example} beside one that is no number", [want[at..(at + length)]], [got[at..(at + length)]]);
            }

            start += Examples * length;
        }
    }

    private void CheckAllocations()
    {
        using INetwork network = Create(Options());
        Experiment experiment = At(Driver.DeclaredSize);
        Array[] inputs = [.. experiment.Views.Zip(experiment.Passed, (view, passed) => view.Typed(passed))];
        float[][] outputs = [.. _declared.OutputLengths.Select(length => new float[length * ManyExamples])];
        Nothing("Forward", () => _driver.Forward(network, Driver.DeclaredSize, inputs, outputs));
        if (!_isTrainable)
            return;
        OutputLoss[] losses = [.. network.Info.Outputs.Select(port => new OutputLoss(port.Name, Loss.MeanSquaredError))];
        using TrainingSession<ITrainableNetwork> session = new((ITrainableNetwork)network, new Sgd(1e-6f), losses, ManyExamples);
        float[] examples = Concatenated(experiment.Passed), targets = new float[network.OutputLength * ManyExamples];
        Nothing("Step", () => session.Step(examples, targets));

        void Nothing(string what, Action call)
        {
            call();
            call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            call();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Report("allocations", allocated == 0 ? null : FormattableString.Invariant($"two calls of {what} allocate {allocated} bytes"));
        }
    }

    private void Same(string stage, string what, float[][] want, float[][] got)
    {
        for (int i = 0; i < want.Length; i++)
        {
            ReadOnlySpan<int> wanted = MemoryMarshal.Cast<float, int>(want[i]), found = MemoryMarshal.Cast<float, int>(got[i]);
            int at = wanted.CommonPrefixLength(found);
            if (at < Math.Max(wanted.Length, found.Length))
                Report(stage, FormattableString.Invariant($"{what}, part {i}[{at}]: got {got[i].ElementAtOrDefault(at):R}, want {want[i].ElementAtOrDefault(at):R}"));
        }
    }
}
