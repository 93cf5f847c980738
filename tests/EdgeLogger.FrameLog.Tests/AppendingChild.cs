using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>
/// The process that is killed: plays boards that resend from what is acknowledged, and reports on standard output, one line a
/// stream, each acknowledgement it would send.
/// </summary>
internal static class AppendingChild
{
    public const string Command = "append-until-killed";
    public const int Streams = 5;

    /// <summary>Exit code after the log has refused a frame.</summary>
    public const int BrokenExitCode = 3;

    /// <summary>Arguments: command, directory, seed, step to end at (or "-"), commit to end at.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        string directory = args[1];
        int seed = int.Parse(args[2], CultureInfo.InvariantCulture);
        CommitStep? endAt = args[3] == "-" ? null : Enum.Parse<CommitStep>(args[3]);
        int commitsLeft = int.Parse(args[4], CultureInfo.InvariantCulture);
        FrameLogOptions options = new()
        {
            // Small batches: more commits to be killed in.
            BatchItems = 16,
            Probe = step =>
            {
                if (step == endAt && --commitsLeft <= 0)
                {
                    System.Diagnostics.Process.GetCurrentProcess().Kill();
                    new ManualResetEventSlim().Wait();
                }
            },
        };
        FrameLogWriter writer = FrameLogWriter.Open(directory, options, TimeProvider.System);
        using Stream output = Console.OpenStandardOutput();
        writer.Committed += batch => Report(batch, output);
        uint[] next = FirstUnacknowledged(directory);
        writer.Start();
        try
        {
            await AppendForeverAsync(writer, new Random(seed), next);
        }
        catch (FrameLogException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            await writer.DisposeAsync();
        }

        return BrokenExitCode;
    }

    private static uint[] FirstUnacknowledged(string directory)
    {
        using FrameLogReader reader = FrameLogReader.Open(directory);
        uint[] next = new uint[Streams];
        for (int i = 0; i < Streams; i++)
        {
            next[i] = (reader.FindStream(StreamId(i))?.Contiguous ?? 0) + 1;
        }

        return next;
    }

    public static ulong StreamId(int index) => 0xF000_0000_0000_0000 + (ulong)index;

    private static async Task AppendForeverAsync(FrameLogWriter writer, Random random, uint[] next)
    {
        FrameReader opened = new();
        while (true)
        {
            int i = random.Next(Streams);
            // Pairs are swapped now and then, and frames sent twice.
            uint sequence = random.Next(4) == 0 ? next[i] + 1 : next[i]++;
            byte[] bytes = TestFrames.Rows(StreamId(i), sequence);
            opened.Open(bytes, 0, bytes.Length);
            await writer.AppendAsync(new FrameAppend("board-" + i, "t", bytes, opened, 0, null), CancellationToken.None);
        }
    }

    private static void Report(CommittedBatch batch, Stream output)
    {
        Ack ack = new();
        StringBuilder text = new();
        foreach (StreamProgress stream in batch.Streams)
        {
            stream.CopyTo(ack);
            text.Append(CultureInfo.InvariantCulture, $"{ack.StreamId} {ack.Contiguous}");
            for (int i = 0; i < ack.RangeCount; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $" {ack.RangeFirst[i]} {ack.RangeLast[i]}");
            }

            text.Append('\n');
        }

        output.Write(Encoding.ASCII.GetBytes(text.ToString()));
        output.Flush();
    }
}
