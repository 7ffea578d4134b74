namespace ConvGen.Benchmarks.Networks;

/// <summary>Is there a ball in a 16×16 patch, and where: probability, centre and radius, as robot-soccer detectors answer.</summary>
[Input(1, 16, 16)]
[Conv(4, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor), Relu]
[Conv(8, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor), Relu]
[Dense(64), Relu]
[Dense(32), Relu]
[Dense(4), Sigmoid]
public sealed partial class BallDetector;
