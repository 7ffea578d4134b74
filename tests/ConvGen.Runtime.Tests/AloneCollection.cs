namespace ConvGen.Runtime.Tests;

/// <summary>Tests that no other runs beside: threads are shared among all calls of a process.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public class AloneCollection;
