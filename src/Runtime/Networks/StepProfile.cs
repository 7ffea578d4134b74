namespace ConvGen;

/// <summary>What one step of a network has taken so far.</summary>
/// <param name="Layer">The layer that the step belongs to.</param>
/// <param name="Algorithm">What the step does.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Total">The time of all calls together.</param>
/// <param name="Minimum">The time of the fastest call.</param>
public sealed record StepProfile(string Layer, string Algorithm, long Calls, TimeSpan Total, TimeSpan Minimum);
