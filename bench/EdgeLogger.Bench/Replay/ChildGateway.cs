using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway;
using EdgeLogger.Harness;

namespace EdgeLogger.Bench.Replay;

/// <summary>Starts a gateway in a process of its own, and stops it, with errors for the person at the terminal.</summary>
internal static class ChildGateway
{
    /// <summary>Starts a gateway and waits until it is ready.</summary>
    /// <param name="arguments">What follows `edgelogger`.</param>
    /// <param name="environment">Variables for it alone: secrets do not belong on a command line.</param>
    /// <param name="heard">Called with every line that it says, from the first.</param>
    /// <param name="cancellationToken">Gives up, and ends the process.</param>
    /// <exception cref="UserErrorException">It ended before it was ready; the message holds what it said.</exception>
    public static async Task<ServeProcess> StartAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, Action<string> heard,
        CancellationToken cancellationToken)
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start(arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return await ServeProcess.StartAsync(start, heard, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (IOException error)
        {
            throw new UserErrorException($"The gateway did not start. {error.Message}", error);
        }
    }

    /// <summary>Asks it to stop, and waits until it has stored what it knows.</summary>
    /// <exception cref="UserErrorException">It reported a failure.</exception>
    public static async Task StopAsync(ServeProcess gateway, CancellationToken cancellationToken)
    {
        int code = await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
        if (code != 0)
        {
            throw new UserErrorException(
                $"The gateway ended with code {code}. It said: {gateway.Said.ReplaceLineEndings(" / ")}");
        }
    }
}
