namespace Service;

/// <summary>What the service answers.</summary>
/// <param name="Width">The width of the picture that was sent.</param>
/// <param name="Height">Its height.</param>
/// <param name="Classes">Every class, the most probable first.</param>
internal sealed record Classification(int Width, int Height, IReadOnlyList<ClassProbability> Classes);

/// <summary>How probable a class is.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Probability">From 0 to 1.</param>
internal sealed record ClassProbability(string Name, float Probability);
