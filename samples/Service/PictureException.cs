namespace Service;

/// <summary>A picture that is not classified.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class PictureException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;
}
