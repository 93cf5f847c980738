using System;
using System.Threading.Tasks;
using EdgeLogger.Bench.Commands;

namespace EdgeLogger.Bench;

/// <summary>The bench's command line.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        Gateway.Commands.Program.RunAsync(BenchCommandTree.Create(), args, Console.Out, Console.Error);
}
