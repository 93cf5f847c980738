using BenchmarkDotNet.Running;
using EdgeLogger.Benchmarks;

// "cycles" is short for the benchmarks of the cycle engine; everything else goes to BenchmarkDotNet.
string[] arguments = args is ["cycles", .. string[] rest] ? ["--filter", "*" + nameof(CycleEngineBenchmarks) + "*", .. rest] : args;
BenchmarkSwitcher.FromAssembly(typeof(CycleEngineBenchmarks).Assembly).Run(arguments);
