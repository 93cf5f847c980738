using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Loops;

/// <summary>
/// One background loop: whatever its work throws is caught, reported, and tried again after pauses that grow, so that no message
/// and no file ends a loop permanently. Its pauses are for one task; turns may be done by several.
/// </summary>
public sealed class Loop
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly string _work;
    private readonly LoopHealth _health;
    private int _failures;

    /// <param name="work">What it does, as people read it in /health.</param>
    /// <param name="health">Where its troubles are reported.</param>
    public Loop(string work, LoopHealth health)
    {
        _work = work;
        _health = health;
    }

    /// <summary>Does one turn of the work; false if it failed.</summary>
    public bool Turn(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work();
            Succeeded();
            return true;
        }
#pragma warning disable CA1031 // Whatever it is: the loop must go on, and people must see that its work fails.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(error);
            return false;
        }
    }

    /// <summary>Does one turn of the work; false if it failed, or was stopped.</summary>
    /// <param name="work">The work.</param>
    /// <param name="stopping">Stops it; that it was stopped is not a failure.</param>
    public async Task<bool> TurnAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work(stopping).ConfigureAwait(false);
            Succeeded();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever it is: the loop must go on, and people must see that its work fails.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(error);
            return false;
        }
    }

    /// <summary>
    /// The pause before the next turn: the usual one; after failures twice as long each time, and a minute at most, so that work
    /// which is done once a day does not stay undone for another day.
    /// </summary>
    public TimeSpan Pause(TimeSpan usual)
    {
        if (_failures == 0)
        {
            return usual;
        }

        double grown = usual.TotalSeconds * Math.Pow(2, Math.Min(_failures, 20));
        return grown < LongestPause.TotalSeconds ? TimeSpan.FromSeconds(grown) : LongestPause;
    }

    /// <summary>A turn that somebody else has done has succeeded.</summary>
    public void Succeeded()
    {
        _failures = 0;
        _health.Succeeded(_work);
    }

    /// <summary>A turn that somebody else has done has failed.</summary>
    public void Failed(Exception error)
    {
        _failures++;
        _health.Failed(_work, error);
    }
}
