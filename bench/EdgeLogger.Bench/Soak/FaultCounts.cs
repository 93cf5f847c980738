using System;
using System.Linq;
using System.Threading;

namespace EdgeLogger.Bench.Soak;

/// <summary>How often each fault was made. Thread-safe.</summary>
internal sealed class FaultCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<SoakFault>().Length];

    public void Count(SoakFault fault, int times = 1) => Interlocked.Add(ref _counts[(int)fault], times);

    public long Of(SoakFault fault) => Interlocked.Read(ref _counts[(int)fault]);

    public long Total => Enum.GetValues<SoakFault>().Sum(Of);
}
