using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests;

public sealed class SoakTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-soak-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [Trait("Fault", "7")]
    [Trait("Fault", "30")]
    [Trait("verify", "faults")]
    public async Task Twenty_boards_lose_and_double_nothing_while_all_is_killed_cut_and_changed_and_a_rebuild_is_identical()
    {
        string seed = Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture);
        string data = Path.Combine(_directory, "data");
        (int exitCode, string output) = await RunAsync(
            "soak", "--boards", "20", "--minutes", "0.33", "--faults", "all", "--seed", seed, "--data", data);
        Assert.True(exitCode == 0, output);
        Assert.Contains("lost      0 frames, 0 rows", output, StringComparison.Ordinal);
        Assert.Contains("doubled   0 frames, 0 rows", output, StringComparison.Ordinal);
        Assert.DoesNotContain("gateway-kill 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("broker-kill 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("bit-flip 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("board-reboot 0", output, StringComparison.Ordinal);
        Assert.Contains("changed   0 boards", output, StringComparison.Ordinal);

        (int checkCode, string check) = await RunAsync("rebuild", "--check", "--data", data);
        Assert.True(checkCode == 0, check);
        Assert.Contains("identical", check, StringComparison.Ordinal);
        (int doctorCode, string doctor) = await RunAsync("doctor", "--data", data);
        Assert.True(doctorCode == 0, doctor);

        (int rebuildCode, string rebuild) = await RunAsync("rebuild", "--data", data);
        Assert.True(rebuildCode == 0, rebuild);
        (checkCode, check) = await RunAsync("rebuild", "--check", "--data", data);
        Assert.True(checkCode == 0, check);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        ProgramResult run = await EdgeLoggerProgram.RunAsync(TestContext.Current.CancellationToken, arguments);
        return (run.ExitCode, run.Output + run.Errors);
    }
}
