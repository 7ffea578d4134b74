using System.Buffers;
using System.Globalization;
using Classify;
using ConvGen;
using SkiaSharp;

namespace Service;

/// <summary>Answers a picture with its classes.</summary>
internal static class ClassifyEndpoint
{
    private const int SecondsToRetry = 1;

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request, whose content is the picture.</param>
    /// <param name="response">The response.</param>
    /// <param name="pool">The network.</param>
    /// <param name="cancellation">Ends when the client is gone, or has waited too long.</param>
    public static async Task<IResult> Answer(
        HttpRequest request, HttpResponse response, NetworkPool<TextureNetwork> pool, CancellationToken cancellation)
    {
        try
        {
            byte[] file = await Read(request, cancellation);

            // Decoding takes time and memory too, so that it is done by as many requests at once as there are contexts.
            using ContextLease lease = await pool.RentAsync(cancellation);
            return Results.Ok(Classify((TextureNetwork.Context)lease.Context, file));
        }
        catch (PictureException refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.Status);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.StatusCode);
        }
        catch (PoolFullException)
        {
            response.Headers.RetryAfter = SecondsToRetry.ToString(CultureInfo.InvariantCulture);
            return Results.Problem("Too many pictures are waiting.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Kestrel ends the reading of a content that is larger than it allows.
    private static async Task<byte[]> Read(HttpRequest request, CancellationToken cancellation)
    {
        using MemoryStream content = new((int)Math.Min(request.ContentLength ?? 0, Limits.MaxContentLength));
        await request.Body.CopyToAsync(content, cancellation);
        return content.Capacity == content.Length ? content.GetBuffer() : content.ToArray();
    }

    private static Classification Classify(TextureNetwork.Context context, byte[] file)
    {
        byte[] pixels = ArrayPool<byte>.Shared.Rent(TextureNetwork.InputLength);
        try
        {
            Span<float> probabilities = stackalloc float[TextureNetwork.OutputLength];
            SKSizeI size = Picture.Decode(file, pixels);
            context.Forward(pixels.AsSpan(0, TextureNetwork.InputLength), probabilities);
            ClassProbability[] classes = new ClassProbability[probabilities.Length];
            for (int i = 0; i < classes.Length; i++)
                classes[i] = new(Textures.Names[i], probabilities[i]);
            return new(size.Width, size.Height, [.. classes.OrderByDescending(each => each.Probability)]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }
}
