using System;
using System.Threading;

namespace EdgeLogger.Bench.Measuring;

/// <summary>
/// Times from when a frame was due to be sent until it was known to be on disk. Each is given once; from any thread.
/// </summary>
internal sealed class Latencies
{
    private readonly double[] _milliseconds;
    private int _count;

    public Latencies(int capacity) => _milliseconds = new double[capacity];

    public int Count => Volatile.Read(ref _count);

    public bool IsComplete => Count == _milliseconds.Length;

    public void Add(TimeSpan latency) => _milliseconds[Interlocked.Increment(ref _count) - 1] = latency.TotalMilliseconds;

    /// <summary>The time that a share of all took at most, ms. Call when no more are added.</summary>
    public double Percentile(double share)
    {
        double[] sorted = _milliseconds.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0
            ? double.NaN
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The longest, ms.</summary>
    public double Most => Percentile(1);
}
