using System;

namespace EdgeLogger.Bench.Influx;

/// <summary>
/// Time that passed, and processor time of this process in it: the second one hardly depends on what else the machine does.
/// </summary>
/// <param name="ElapsedS">Time, s.</param>
/// <param name="ProcessorS">Processor time of this process, s.</param>
internal readonly record struct BenchTime(double ElapsedS, double ProcessorS)
{
    public static BenchTime Now(TimeProvider time) =>
        new((double)time.GetTimestamp() / time.TimestampFrequency, Environment.CpuUsage.TotalTime.TotalSeconds);

    public BenchTime Minus(BenchTime began) => new(ElapsedS - began.ElapsedS, ProcessorS - began.ProcessorS);

    public BenchTime Plus(BenchTime other) => new(ElapsedS + other.ElapsedS, ProcessorS + other.ProcessorS);
}
