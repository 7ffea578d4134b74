namespace ConvGen;

/// <summary>The numbers of a session that its checkpoint has beside the tensors.</summary>
internal sealed record CheckpointNumbers
{
    private const string StepsName = "steps", EpochsName = "epochs", PassesName = "passes", RateName = "learning_rate";
    private const string OptimizerStepsName = "optimizer.steps", FrozenName = "optimizer.frozen";
    private const string MinibatchesName = "accumulated.minibatches", AccumulatedName = "accumulated.examples";
    private const string AverageName = "average.steps";

    /// <summary>Steps that are done.</summary>
    public required long Steps { get; init; }

    /// <summary>Epochs that are done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Minibatches that have run forward.</summary>
    public required ulong Passes { get; init; }

    /// <summary>The optimizer's rate.</summary>
    public required float LearningRate { get; init; }

    /// <summary>The rate that a schedule multiplies.</summary>
    public required float FullRate { get; init; }

    /// <summary>For each tensor how many steps have changed it.</summary>
    public required long[] OptimizerSteps { get; init; }

    /// <summary>For each tensor 1 when it is frozen, else 0.</summary>
    public required int[] Frozen { get; init; }

    /// <summary>Minibatches whose gradients wait for the next step.</summary>
    public required int Minibatches { get; init; }

    /// <summary>How many examples these had.</summary>
    public required long AccumulatedExamples { get; init; }

    /// <summary>Steps that the moving average is of.</summary>
    public required long AverageSteps { get; init; }

    /// <summary>Reads them all, so that none of them is found wrong when something has been changed.</summary>
    /// <param name="texts">Where they are.</param>
    /// <param name="tensors">How many tensors the network has.</param>
    /// <exception cref="WeightFormatException">One is missing, or cannot be.</exception>
    public static CheckpointNumbers Read(CheckpointTexts texts, int tensors)
    {
        float[] rates = texts.Get<float>(RateName, 2);
        var numbers = new CheckpointNumbers
        {
            Steps = texts.GetCount<long>(StepsName),
            Epochs = texts.GetCount<int>(EpochsName),
            Passes = texts.Get<ulong>(PassesName),
            LearningRate = rates[0],
            FullRate = rates[1],
            OptimizerSteps = texts.Get<long>(OptimizerStepsName, tensors),
            Frozen = texts.Get<int>(FrozenName, tensors),
            Minibatches = texts.GetCount<int>(MinibatchesName),
            AccumulatedExamples = texts.GetCount<long>(AccumulatedName),
            AverageSteps = texts.GetCount<long>(AverageName),
        };
        bool isRight = Array.TrueForAll(rates, rate => rate >= 0 && float.IsFinite(rate))
            && Array.TrueForAll(numbers.OptimizerSteps, steps => steps >= 0)
            && Array.TrueForAll(numbers.Frozen, flag => flag is 0 or 1);
        return isRight
            ? numbers
            : throw new WeightFormatException("The checkpoint has a learning rate, or numbers of steps, that cannot be.");
    }

    /// <summary>Writes them.</summary>
    public void Write(CheckpointTexts texts)
    {
        texts.Set(StepsName, Steps);
        texts.Set(EpochsName, Epochs);
        texts.Set(PassesName, Passes);
        texts.Set(RateName, LearningRate, FullRate);
        texts.Set(OptimizerStepsName, OptimizerSteps);
        texts.Set(FrozenName, Frozen);
        texts.Set(MinibatchesName, Minibatches);
        texts.Set(AccumulatedName, AccumulatedExamples);
        texts.Set(AverageName, AverageSteps);
    }
}
