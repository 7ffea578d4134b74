namespace ConvGen;

/// <summary>What a learning-rate schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Steps of the optimizer: one for each minibatch.</summary>
    Step,

    /// <summary>Epochs of <see cref="TrainingSession{TNetwork}.Fit"/>; single steps do not move it.</summary>
    Epoch,
}
