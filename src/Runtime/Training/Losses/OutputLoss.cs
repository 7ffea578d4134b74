namespace ConvGen;

/// <summary>
/// How one output of a network with several is judged. What a session makes small is the sum of the losses, each times its weight.
/// </summary>
/// <param name="Output">The output's name, as <see cref="NetworkInfo.Outputs"/> has it.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="Weight">The factor of the loss in the sum, not negative.</param>
public sealed record OutputLoss(string Output, Loss Loss, float Weight = 1);
