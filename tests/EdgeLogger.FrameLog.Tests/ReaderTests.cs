using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

public sealed class ReaderTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_flipped_bit_marks_its_frame_damaged_and_no_other()
    {
        await using (LogUnderTest log = new(_directory.Path))
        {
            for (uint sequence = 1; sequence <= 5; sequence++)
            {
                await log.AppendAsync("board-a", TestFrames.Rows(1, sequence));
            }
        }

        string path = Path.Combine(_directory.Path, "frames.db");
        byte[] file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        byte[] third = TestFrames.Rows(1, 3);
        file[file.AsSpan().IndexOf(third) + (third.Length / 2)] ^= 0x10;
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);

        using FrameLogReader reader = FrameLogReader.Open(_directory.Path);
        FrameBatch batch = new();
        reader.ReadAfter(0, 10, batch);
        Assert.Equal([false, false, true, false, false], batch.Frames.ToArray().Select(f => f.IsDamaged));
    }

    [Fact]
    public async Task A_torn_tail_costs_only_what_was_written_last()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        using ScratchDirectory copy = new();
        await using LogUnderTest log = new(_directory.Path);
        for (uint sequence = 1; sequence <= 30; sequence++)
        {
            await log.AppendAsync("board-a", TestFrames.Rows(1, sequence));
        }

        foreach (string name in new[] { "frames.db", "frames.db-wal" })
        {
            File.Copy(Path.Combine(_directory.Path, name), Path.Combine(copy.Path, name));
        }

        uint last = 30;
        for (int cut = 0; cut < 5; cut++)
        {
            using (FileStream wal = new(Path.Combine(copy.Path, "frames.db-wal"), FileMode.Open))
            {
                wal.SetLength(wal.Length - random.Next(1, (int)Math.Min(wal.Length, 20_000)));
            }

            using FrameLogReader reader = FrameLogReader.Open(copy.Path);
            FrameBatch batch = new();
            reader.ReadAfter(0, 100, batch);
            // A later cut may fall into what the one before has already torn.
            Assert.True(cut == 0 ? batch.Count < 30 : batch.Count <= last,
                $"seed {seed}: {batch.Count} frames after a cut, {last} before");
            Assert.Equal(Enumerable.Range(1, batch.Count).Select(n => (uint)n), batch.Frames.ToArray().Select(f => f.Sequence));
            Assert.All(batch.Frames.ToArray(), f => Assert.False(f.IsDamaged));
            Assert.Equal((uint)batch.Count, reader.FindStream(1)?.Contiguous ?? 0);
            last = (uint)batch.Count;
            foreach (string shared in Directory.GetFiles(copy.Path, "*-shm"))
            {
                File.Delete(shared);
            }
        }
    }

    [Fact]
    public async Task A_reader_in_the_middle_of_reading_does_not_hold_up_the_writer()
    {
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        await log.AppendAsync("board-a", TestFrames.Rows(1, 2));
        using Database slow = Database.OpenReadOnly(Path.Combine(_directory.Path, "frames.db"));
        using Statement reading = slow.Prepare("SELECT id FROM frame");
        Assert.True(reading.Step());
        Assert.Equal(Outcome.Stored, (await log.AppendAsync("board-a", TestFrames.Rows(1, 3))).Outcome);
        Assert.True(reading.Step());
        Assert.False(reading.Step());
    }

    [Fact]
    public async Task A_cursor_reads_everything_once_while_frames_are_appended()
    {
        await using LogUnderTest log = new(_directory.Path);
        using TailListener listener = new();
        log.Writer.Tail.Add(listener);
        Task appending = Task.Run(async () =>
        {
            for (uint sequence = 1; sequence <= 300; sequence++)
            {
                await log.BeginAppendAsync("board-a", TestFrames.Rows(1, sequence));
            }

            await log.AppendAsync("board-a", TestFrames.Rows(1, 301));
        }, TestContext.Current.CancellationToken);
        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        long cursor = 0;
        uint expected = 0;
        while (expected < 301)
        {
            await listener.WaitAsync(TestContext.Current.CancellationToken).InTime();
            do
            {
                reader.ReadAfter(cursor, 7, batch);
                foreach (StoredFrame frame in batch.Frames)
                {
                    Assert.Equal(++expected, frame.Sequence);
                    cursor = frame.Id;
                }
            }
            while (batch.Count > 0);
        }

        await appending;
        Assert.Equal(cursor, reader.LastId);
    }
}
