using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace EdgeLogger.Benchmarks;

/// <summary>Short runs in this process, many of them: on a machine that others use too the quiet ones count.</summary>
internal sealed class RowBenchmarkConfig : ManualConfig
{
    public RowBenchmarkConfig()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4).WithIterationCount(40).WithIterationTime(TimeInterval.FromMilliseconds(50)));
    }
}
