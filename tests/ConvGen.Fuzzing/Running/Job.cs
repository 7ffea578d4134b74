namespace ConvGen.Fuzzing.Running;

/// <summary>What is done with a declaration.</summary>
internal enum Demand
{
    /// <summary>It must compile, and everything about it is checked.</summary>
    Right,

    /// <summary>It is refused by the compiler or by a rule of the layers, or it compiles and runs.</summary>
    RefusedOrRight,
}

/// <summary>Declarations that are compiled together.</summary>
/// <param name="Project">The seed of the project's settings.</param>
/// <param name="Demand">What is demanded of each.</param>
/// <param name="Items">The declarations.</param>
internal sealed record Job(int Project, Demand Demand, JobItem[] Items);

/// <summary>A declaration of a job.</summary>
/// <param name="Seed">Where its numbers start; it also chooses the vectors.</param>
/// <param name="Text">Its text.</param>
/// <param name="Stage">The only stage to check; null for all.</param>
internal sealed record JobItem(int Seed, string Text, string? Stage = null);

/// <summary>Something that is wrong with a network.</summary>
/// <param name="Stage">What was checked.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Failure(string Stage, string Message);

/// <summary>What has become of a declaration.</summary>
/// <param name="IsRefused">Whether it was refused, as it may be.</param>
/// <param name="Failures">What is wrong with it.</param>
/// <param name="Worst">The largest error that passed, as a share of what is allowed.</param>
internal sealed record Outcome(bool IsRefused, Failure[] Failures, double Worst = 0)
{
    public static Outcome Failed(string stage, string message) => new(false, [new(stage, message)]);
}
