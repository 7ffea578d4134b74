namespace ConvGen;

/// <summary>A data file is damaged or not of the expected format.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, what is wrong, and what would fit.</param>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    /// <param name="message">Which file, what is wrong, and what would fit.</param>
    /// <param name="innerException">The cause.</param>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
