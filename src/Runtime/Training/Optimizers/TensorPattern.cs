using System.IO.Enumeration;

namespace ConvGen;

/// <summary>Which tensors of a network a pattern means.</summary>
internal static class TensorPattern
{
    /// <summary>The indices of the trainable tensors that a pattern means.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="pattern">A name, the beginning of one up to a dot, or either with <c>*</c> and <c>?</c>.</param>
    /// <param name="argument">The argument that the pattern comes from.</param>
    /// <exception cref="ArgumentException">It means none.</exception>
    public static int[] Find(ParameterCollection tensors, string pattern, string argument)
    {
        int[] found = [.. Enumerable.Range(0, tensors.Count).Where(i => tensors[i].Trainable && Means(pattern, tensors[i].Name))];
        if (found.Length > 0)
        {
            return found;
        }

        bool isFrozen = tensors.Any(tensor => tensor.Spec.IsFrozen && Means(pattern, tensor.Name));
        throw new ArgumentException(
            isFrozen
                ? $"All tensors that '{pattern}' means are declared with Trainable = false: no gradient by them is computed."
                : tensors.DescribeMissing(pattern),
            argument);
    }

    private static bool Means(string pattern, string name)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name.AsSpan(0, end), ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
