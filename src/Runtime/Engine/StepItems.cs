namespace ConvGen.Engine;

/// <summary>Executes some items of a step; they are independent of each other and of the step's other items.</summary>
/// <param name="step">Which step of the pass.</param>
/// <param name="begin">The first item.</param>
/// <param name="end">The item after the last.</param>
/// <param name="worker">The number of the thread among those that share the step, from 0.</param>
internal delegate void StepItems(int step, int begin, int end, int worker);
