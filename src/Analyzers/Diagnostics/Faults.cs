using System.Reflection;
using ConvGen.Model.Problems;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>
/// Isolates networks from each other's faults. An exception would stop the generator for all networks of a project; here it becomes a
/// problem of the network that caused it.
/// </summary>
public static class Faults
{
    /// <summary>The problem of a network whose memory exceeds the range of an index.</summary>
    public static Problem TooLarge(string network) => Problem.Of(
        ProblemIds.SizeOverflow,
        [
            network,
            "its intermediate values and packed weights, in blocks of 16 channels and with their borders, "
                + "have more than 2,147,483,647 numbers",
        ]);

    /// <summary>Runs work for a network and catches its exceptions.</summary>
    /// <param name="network">The name of its class.</param>
    /// <param name="work">The work.</param>
    /// <param name="fault">The problem: one of the declaration, an arithmetic overflow, or an internal error; <see langword="null"/> for
    /// none.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static T? Try<T>(string network, Func<T?> work, out Problem? fault)
    {
        fault = null;
        try
        {
            return work();
        }
        catch (ProblemException found)
        {
            fault = found.Problem;
        }
        catch (OverflowException)
        {
            fault = TooLarge(network);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            MethodBase? site = error.TargetSite;
            string place = site is null ? string.Empty : $" in {site.DeclaringType?.Name}.{site.Name}";
            fault = Problem.Of(ProblemIds.InternalFault, [network, $"{error.GetType().Name}{place}: {error.Message}"]);
        }

        return default;
    }
}
