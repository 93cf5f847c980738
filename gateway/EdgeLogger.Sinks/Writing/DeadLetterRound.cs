using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Writing;

/// <summary>What came of sending points again that a server would not take.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="Letters">Points there were.</param>
/// <param name="Taken">Points that the server has taken now; they are forgotten.</param>
/// <param name="Stopped">Why the round ended early, in the server's words; "" if it did not.</param>
public sealed record DeadLetterRound(string Sink, int Letters, int Taken, string Stopped)
{
    /// <summary>Sends every one again, each by itself, so that one bad point holds no other up.</summary>
    /// <param name="file">The file of the sinks; also while the sink runs.</param>
    /// <param name="options">The server.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="cancellationToken">Gives up; what was taken by then stays taken.</param>
    public static async Task<DeadLetterRound> SendAsync(
        SinkFile file, InfluxOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<(long Id, DeadLetter Letter)> letters = file.DeadLetters(options.Name);
        using ILineTarget target = LineTargets.Create(options, time);
        int taken = 0;
        foreach ((long id, DeadLetter letter) in letters)
        {
            byte[] line = [.. letter.Line, (byte)'\n'];
            WriteOutcome outcome = await target.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            if (outcome.Verdict == WriteVerdict.Accepted)
            {
                file.Remove(id);
                taken++;
            }
            else if (outcome.Verdict != WriteVerdict.Rejected)
            {
                return new DeadLetterRound(options.Name, letters.Count, taken, outcome.Words);
            }
        }

        return new DeadLetterRound(options.Name, letters.Count, taken, "");
    }

    /// <summary>The same for a person.</summary>
    public override string ToString() => Stopped.Length > 0
        ? $"{Sink} does not take points now: {Stopped}. {Taken} of {Letters} have been sent again."
        : $"{Sink}: {Taken} of {Letters} taken now, {Letters - Taken} refused again";
}
