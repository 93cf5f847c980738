using System;
using System.IO;
using System.Threading;

namespace EdgeLogger.Bench.Measuring;

/// <summary>
/// What the disk itself does: a bare loop that writes one frame's bytes and waits for fsync, with nothing around it.
/// </summary>
internal static class DiskBench
{
    public static BenchRow Run(string directory, int bytes, int times, TimeProvider time, CancellationToken cancellationToken)
    {
        string path = Path.Combine(directory, "bare");
        Latencies latencies = new(times);
        byte[] frame = new byte[bytes];
        long began = time.GetTimestamp();
        using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (int i = 0; i < times; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long before = time.GetTimestamp();
                file.Write(frame);
                file.Flush(flushToDisk: true);
                latencies.Add(time.GetElapsedTime(before));
            }
        }

        double rate = times / time.GetElapsedTime(began).TotalSeconds;
        File.Delete(path);
        return new BenchRow("bare write and fsync", rate, latencies, "one at a time, as fast as it goes");
    }
}
