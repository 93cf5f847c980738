using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace EdgeLogger.FrameLog.Tests;

public sealed class KillTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_acknowledged_frame_is_readable_exactly_once_after_kills_at_random_moments()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        AcknowledgedFrames acknowledged = new();
        for (int kill = 0; kill < 5; kill++)
        {
            await RunUntilKilledAsync(random.Next(), "-", 0, random.Next(1, 400), acknowledged);
            Check(acknowledged.All, $"seed {seed}, kill {kill}");
        }
    }

    [Fact]
    public async Task Every_acknowledged_frame_is_readable_exactly_once_after_a_kill_at_each_step()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        AcknowledgedFrames acknowledged = new();
        foreach (CommitStep step in Enum.GetValues<CommitStep>())
        {
            await RunUntilKilledAsync(random.Next(), step.ToString(), random.Next(1, 60), int.MaxValue, acknowledged);
            Check(acknowledged.All, $"seed {seed}, kill at {step}");
        }
    }

    private async Task RunUntilKilledAsync(int seed, string step, int commits, int lines, AcknowledgedFrames acknowledged)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        }

        foreach (string argument in new[]
        {
            AppendingChild.Command, _directory.Path, seed.ToString(CultureInfo.InvariantCulture), step,
            commits.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await ReadAndKillAsync(child, lines).InTime();
        await child.WaitForExitAsync().InTime();
        Assert.Equal("", await errors);
        // What comes after the last line's end was never a whole acknowledgement.
        foreach (string line in output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            acknowledged.Read(line);
        }
    }

    private static async Task<string> ReadAndKillAsync(Process child, int lines)
    {
        System.Text.StringBuilder output = new();
        char[] buffer = new char[256];
        int read;
        while ((read = await child.StandardOutput.ReadAsync(buffer)) > 0)
        {
            output.Append(buffer, 0, read);
            lines -= buffer.Take(read).Count(c => c == '\n');
            if (lines <= 0 && !child.HasExited)
            {
                child.Kill();
            }
        }

        return output.ToString();
    }

    private void Check(HashSet<(ulong Stream, uint Sequence)> acknowledged, string what)
    {
        Assert.True(acknowledged.Count > 0, $"{what}: nothing was acknowledged");
        using FrameLogReader reader = FrameLogReader.Open(_directory.Path);
        Dictionary<(ulong Stream, uint Sequence), int> stored = [];
        FrameBatch batch = new();
        reader.ReadAfter(0, int.MaxValue, batch);
        foreach (StoredFrame frame in batch.Frames)
        {
            stored[(frame.StreamId, frame.Sequence)] = stored.GetValueOrDefault((frame.StreamId, frame.Sequence)) + 1;
            Assert.True(
                TestFrames.Rows(frame.StreamId, frame.Sequence).AsSpan()
                    .SequenceEqual(batch.Buffer.AsSpan(frame.Offset, frame.Length)),
                $"{what}: frame {frame.Sequence} of {frame.StreamId:x} has other bytes");
        }

        Assert.True(stored.Values.All(copies => copies == 1), $"{what}: a frame is stored twice");
        foreach ((ulong stream, uint sequence) in acknowledged)
        {
            Assert.True(stored.ContainsKey((stream, sequence)), $"{what}: acknowledged frame {sequence} of {stream:x} is not in the log");
        }

        foreach (StreamEntry stream in reader.ReadStreams())
        {
            uint contiguous = 0;
            while (stored.ContainsKey((stream.StreamId, contiguous + 1)))
            {
                contiguous++;
            }

            Assert.True(contiguous == stream.Contiguous, $"{what}: mark {stream.Contiguous}, but frames up to {contiguous}");
        }
    }
}
