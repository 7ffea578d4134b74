using System.Reflection;
using ConvGen.Model.Problems;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>
/// Keeps to one network what goes wrong with it. An exception would stop the compiler's work for all networks of a project; here it becomes
/// a problem of the network that brought it about.
/// </summary>
public static class Faults
{
    /// <summary>A network whose memory is more than an index reaches.</summary>
    public static Problem TooLarge(string network) => Problem.Of(
        ProblemIds.SizeOverflow,
        [
            network,
            "its intermediate values and packed weights, in blocks of 16 channels and with their borders, "
                + "have more than 2,147,483,647 numbers",
        ]);

    /// <summary>Does some work for a network.</summary>
    /// <param name="network">The name of its class.</param>
    /// <param name="work">The work.</param>
    /// <param name="fault">What went wrong: a problem that shows only in the work, numbers that no index reaches, or else a fault of this
    /// program; <see langword="null"/> when nothing did.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
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
