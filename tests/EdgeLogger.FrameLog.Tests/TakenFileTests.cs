using System;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>What another program does to the files of a log that is open. On Windows it cannot.</summary>
public sealed class TakenFileTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("removed")]
    [InlineData("renamed")]
    [InlineData("replaced")]
    [InlineData("write-ahead log removed")]
    public async Task Nothing_is_reported_once_the_logs_file_was_taken_away_and_all_that_was_reported_is_in_the_rescued_copy(
        string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be replaced there");
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        Take(how);
        FrameLogHealth health = await RefusedAsync(log);
        Assert.Contains("frames.db", health.Cause, StringComparison.Ordinal);
        string rescued = _directory.File("frames.rescued.db");
        await Soon.Until(() => log.Writer.Health.Cause.Contains(rescued, StringComparison.Ordinal));
        await log.DisposeAsync();
        using ScratchDirectory restored = new();
        File.Copy(rescued, restored.File("frames.db"));
        await using LogUnderTest again = new(restored.Path);
        Assert.Equal(Outcome.Duplicate, (await again.AppendAsync("board-a", TestFrames.Rows(1, 1))).Outcome);
    }

    [Theory]
    [InlineData("another log")]
    [InlineData("an earlier state")]
    [InlineData("garbage")]
    [InlineData("nothing")]
    public async Task Nothing_is_reported_once_the_logs_file_was_overwritten_in_place(string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be written there");
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        // As `cp -p BACKUP frames.db` does: the same file and times, other content.
        string path = _directory.File("frames.db");
        DateTime written = File.GetLastWriteTimeUtc(path);
        Overwrite(path, how);
        File.SetLastWriteTimeUtc(path, written);
        FrameLogHealth health = await RefusedAsync(log);
        Assert.Contains("written by another program", health.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_whose_file_is_touched_goes_on()
    {
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        File.SetLastWriteTimeUtc(_directory.File("frames.db"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        for (uint sequence = 2; sequence <= 600; sequence++)
        {
            Assert.Equal(Outcome.Stored, (await log.AppendAsync("board-a", TestFrames.Rows(1, sequence))).Outcome);
        }

        Assert.Equal(FrameLogState.Good, log.Writer.Health.State);
    }

    [Fact]
    public async Task An_idle_log_says_within_moments_that_its_file_was_taken_away()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be replaced there");
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        Take("removed");
        await log.WaitForAsync(FrameLogState.Broken);
    }

    [Fact]
    public async Task Checkpoints_and_shrinking_of_its_own_do_not_stop_a_log()
    {
        await using LogUnderTest log = new(_directory.Path);
        for (uint sequence = 1; sequence <= 600; sequence++)
        {
            await log.AppendAsync("board-a", TestFrames.Rows(1, sequence));
        }

        Assert.Equal("600", log.Ack(1));
        Assert.Equal(FrameLogState.Good, log.Writer.Health.State);
    }

    // Either the idle look or the one after the commit finds it; the frame is reported in neither case.
    private static async Task<FrameLogHealth> RefusedAsync(LogUnderTest log)
    {
        Task<CommittedItem>? second = null;
        try
        {
            second = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 2));
        }
        catch (FrameLogException)
        {
            // The idle look came first.
        }

        FrameLogHealth health = await log.WaitForAsync(FrameLogState.Broken);
        Assert.False(second?.IsCompleted ?? false);
        Assert.Single(log.Reported);
        return health;
    }

    private static void Overwrite(string path, string how)
    {
        byte[] content = File.ReadAllBytes(path);
        using ScratchDirectory other = new();
        switch (how)
        {
            case "another log":
                FrameLogWriter.Open(other, new FrameLogOptions(), TimeProvider.System).DisposeAsync().AsTask()
                    .GetAwaiter().GetResult();
                content = File.ReadAllBytes(other.File("frames.db"));
                break;
            case "an earlier state":
                // SQLite counts changes and pages in its header.
                content[27]--;
                break;
            case "garbage":
                Array.Fill(content, (byte)'x');
                break;
            default:
                content = [];
                break;
        }

        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        file.Write(content);
    }

    private void Take(string how)
    {
        string path = _directory.File("frames.db");
        switch (how)
        {
            case "removed":
                File.Delete(path);
                break;
            case "renamed":
                File.Move(path, _directory.File("elsewhere"));
                break;
            case "replaced":
                File.Copy(path, _directory.File("other"));
                File.Move(_directory.File("other"), path, overwrite: true);
                break;
            default:
                File.Delete(path + "-wal");
                break;
        }
    }
}
