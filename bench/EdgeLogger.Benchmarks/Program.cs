using System;
using System.Collections.Generic;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EdgeLogger.Benchmarks;

// "cycles" is short for all that concerns the cycle engine; everything else goes to BenchmarkDotNet.
string[] arguments = args is ["cycles", .. string[] rest] ? ["--filter", "*Cycle*", .. rest] : args;
IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(CycleEngineBenchmarks).Assembly).Run(arguments);
CycleEngineReport.Print(summaries, Console.Out);
