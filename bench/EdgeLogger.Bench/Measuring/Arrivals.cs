using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Bench.Measuring;

/// <summary>
/// An open loop: frames are due at a fixed rate, whatever becomes of those before them, and their times count from when they were
/// due, not from when there was a chance to send them. A stall is then paid for by every frame that falls into it (no coordinated
/// omission).
/// </summary>
internal sealed class Arrivals(double ratePerSecond, int count, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private long _began;

    public int Count => count;

    /// <summary>How long it is since a frame was due.</summary>
    public TimeSpan SinceDue(int index) => time.GetElapsedTime(_began) - TimeSpan.FromSeconds(index / ratePerSecond);

    /// <summary>Sends each frame when it is due, or as soon after as this thread gets to it.</summary>
    public async Task RunAsync(Action<int> send, CancellationToken cancellationToken)
    {
        _began = time.GetTimestamp();
        int sent = 0;
        while (sent < count)
        {
            int due = Math.Min(count, (int)(time.GetElapsedTime(_began).TotalSeconds * ratePerSecond) + 1);
            while (sent < due)
            {
                send(sent++);
            }

            await Task.Delay(Tick, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
