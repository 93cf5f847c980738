using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace EdgeLogger.Benchmarks;

/// <summary>Each iteration is one process; the first brings the program and the file into the page cache.</summary>
internal sealed class ProcessBenchmarkConfig : ManualConfig
{
    public ProcessBenchmarkConfig() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
        .WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(9));
}
