using System.ComponentModel;
using static System.FormattableString;

namespace ConvGen.Engine;

/// <summary>
/// What a network's code knows of one parameter tensor: its name and shape in files, and how it starts; for emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorSpec
{
    /// <summary>Describes a tensor.</summary>
    /// <param name="name">The full name in weight files, such as <c>conv1.weight</c>.</param>
    /// <param name="shape">The extents in file order; none for a scalar.</param>
    /// <param name="role">What the tensor does.</param>
    /// <param name="fanIn">How many inputs one output sums over; used by the initialisation of weights.</param>
    /// <param name="fanOut">How many outputs one input reaches.</param>
    /// <param name="rectified">Whether a rectifier follows, which takes He's initialisation instead of Xavier's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the tensor has more than 2³¹ − 1 numbers.</exception>
    public TensorSpec(string name, int[] shape, TensorRole role, int fanIn, int fanOut, bool rectified)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        long length = 1;
        foreach (int extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            length *= extent;
            if (length > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(shape), Invariant($"Tensor '{name}' has more than {int.MaxValue} numbers."));
            }
        }

        Name = name;
        Shape = Array.AsReadOnly(shape);
        Role = role;
        FanIn = fanIn;
        FanOut = fanOut;
        Rectified = rectified;
        Length = (int)length;
    }

    /// <summary>Where its numbers start; null for what its role says.</summary>
    public float? Start { get; init; }

    /// <summary>Whether the declaration says that training leaves the tensor as it is.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>The full name in weight files.</summary>
    internal string Name { get; }

    /// <summary>The extents in file order.</summary>
    internal IReadOnlyList<int> Shape { get; }

    /// <summary>What the tensor does.</summary>
    internal TensorRole Role { get; }

    /// <summary>How many inputs one output sums over.</summary>
    internal int FanIn { get; }

    /// <summary>How many outputs one input reaches.</summary>
    internal int FanOut { get; }

    /// <summary>Whether a rectifier follows.</summary>
    internal bool Rectified { get; }

    /// <summary>How many numbers the tensor has.</summary>
    internal int Length { get; }

    /// <summary>Whether an optimizer changes the tensor; running statistics and codewords are left alone.</summary>
    internal bool Trainable => !IsFrozen && Role is not (TensorRole.RunningMean or TensorRole.RunningVariance or TensorRole.Codewords);

    /// <summary>Whether the forward pass of training moves the tensor.</summary>
    internal bool IsMoved => !IsFrozen && Role is (TensorRole.RunningMean or TensorRole.RunningVariance);
}
