using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Something that can be measured.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Peer">Whom it compares with, if anybody.</param>
/// <param name="Run">Measures it.</param>
internal sealed record Mode(string Name, string? Peer, Action<Settings, Report> Run);
