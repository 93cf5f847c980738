using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Testing;

namespace EdgeLogger.FrameLog.Tests;

public sealed class KillTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly int _seed = Random.Shared.Next();
    private readonly AcknowledgedFrames _acknowledged = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_acknowledged_frame_is_readable_exactly_once_after_kills_at_random_moments()
    {
        Random random = new(_seed);
        for (int kill = 0; kill < 5; kill++)
        {
            (_, string errors) = await ChildProcess.RunAsync(
                _directory.Path, random.Next(), null, 0, random.Next(1, 400), _acknowledged);
            Assert.Equal("", errors);
            KilledLog.Check(_directory.Path, _acknowledged, $"seed {_seed}, kill {kill}");
        }
    }

    [Fact]
    public async Task Every_acknowledged_frame_is_readable_exactly_once_after_a_kill_at_each_step()
    {
        Random random = new(_seed);
        foreach (CommitStep step in Enum.GetValues<CommitStep>())
        {
            (_, string errors) = await ChildProcess.RunAsync(
                _directory.Path, random.Next(), step, random.Next(5, 60), int.MaxValue, _acknowledged);
            Assert.Equal("", errors);
            KilledLog.Check(_directory.Path, _acknowledged, $"seed {_seed}, kill at {step}");
        }
    }

    [Fact]
    public async Task An_fsync_that_the_disk_refuses_is_the_last_one_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipUnless(HasStrace(), "strace, which lets fsync fail, is not installed or not permitted.");
        string trace = Path.Combine(_directory.Path, "trace");
        (int exitCode, string errors) = await ChildProcess.RunAsync(
            _directory.Path, _seed, null, 0, int.MaxValue, _acknowledged,
            "strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=40", "-o", trace);
        Assert.Equal(AppendingChild.BrokenExitCode, exitCode);
        Assert.Contains("until the program is started again", errors, StringComparison.Ordinal);
        string[] calls = [.. File.ReadLines(trace).Where(line => line.Contains("sync(", StringComparison.Ordinal))];
        Assert.Contains("INJECTED", calls[^1], StringComparison.Ordinal);
        Assert.Single(calls, call => call.Contains("INJECTED", StringComparison.Ordinal));
        KilledLog.Check(_directory.Path, _acknowledged, $"seed {_seed}, failed fsync");
    }

    private static bool HasStrace()
    {
        try
        {
            ProcessStartInfo start = new("strace", ["-qq", "-e", "trace=fsync", "true"]) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
