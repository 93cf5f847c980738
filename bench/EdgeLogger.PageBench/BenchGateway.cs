using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Fleet;
using EdgeLogger.Harness;

namespace EdgeLogger.PageBench;

/// <summary>
/// A real `edgelogger serve` on a folder of its own, with an imported long record and 50 boards of 4 cells that send to it.
/// </summary>
internal sealed class BenchGateway : IAsyncDisposable
{
    public const int Boards = 50;
    public const int Slots = 4;

    /// <summary>The cell with the long record.</summary>
    public const string LongCell = "long-record/0";

    private ServedFleet? _fleet;

    private BenchGateway()
    {
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("edgelogger-page-bench-").FullName;

    public ServeProcess Serve => _fleet?.Serve ?? throw new InvalidOperationException("The gateway does not run.");

    /// <summary>How long the start of the gateway took, until it was ready.</summary>
    public TimeSpan StartTook { get; private set; }

    public static async Task<BenchGateway> StartAsync(
        int rows, double speed, int tests, int cycles, CancellationToken cancellationToken)
    {
        BenchGateway gateway = new();
        await gateway.ImportAsync(rows, cancellationToken);
        await gateway.FillAsync(tests, cycles, cancellationToken);
        long began = TimeProvider.System.GetTimestamp();
        gateway._fleet = await ServedFleet.StartAsync(gateway.Directory, Boards, Slots, speed, cancellationToken);
        gateway.StartTook = TimeProvider.System.GetElapsedTime(began);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
        {
            await _fleet.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task FillAsync(int tests, int cycles, CancellationToken cancellationToken)
    {
        if (tests == 0)
        {
            return;
        }

        long began = TimeProvider.System.GetTimestamp();
        int shown = 0;
        await TestArchive.MakeAsync(Directory, tests, cycles, share =>
        {
            if ((int)(share * 10) > shown)
            {
                shown = (int)(share * 10);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    archive: {share:P0}"));
            }
        }, cancellationToken);
        double tookS = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tests:N0} tests of {cycles:N0} cycles in {tookS:F0} s; derived.db "
            + $"{new FileInfo(Path.Combine(Directory, "derived.db")).Length / 1e9:F2} GB"));
    }

    private async Task ImportAsync(int rows, CancellationToken cancellationToken)
    {
        // Each half cycle of the record is a hundredth shorter than the one before it: ten cycles are then 95 hundredths of ten.
        const int cycles = 10;
        const double secondsARow = 30;
        string file = Path.Combine(Directory, "long.csv");
        RecordMaker.Write(file, cycles, currentA: 1e-3, halfS: secondsARow * rows / (2 * cycles * 0.95));
        ProgramResult import = await EdgeLoggerProgram.RunAsync(
            cancellationToken, "import", file, "--cell", LongCell, "--start", "2025-01-01T00:00Z", "--data", Directory);
        File.Delete(file);
        if (import.ExitCode != 0)
        {
            throw new InvalidOperationException("The long record was not imported: " + import.Errors);
        }

        Console.WriteLine(import.Output.Trim());
    }
}
