using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Ingest.Tests;

/// <summary>Ingest when something breaks that nobody foresaw.</summary>
public sealed class LoopTests
{
    private const ulong Stream = 0x1234;

    [Fact]
    public async Task Ingest_that_ends_is_named_begins_again_and_is_good_again_with_the_next_message()
    {
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        ingest.Source.Break(new InvalidOperationException("the session is gone"));
        await UntilAsync(ingest, () => HasProblem(ingest, "'ingest'"));
        Task taken = ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 2));
        await UntilAsync(ingest, () => taken.IsCompleted && !HasProblem(ingest, "'ingest'"));
        Assert.Equal(2, ingest.CountFrames());
        Assert.Single(ingest.Troubles, trouble => trouble.Contains("the session is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_breaks_is_named_frames_are_taken_all_the_same_and_it_is_good_again_with_the_next_answer()
    {
        await using IngestUnderTest ingest = new();
        ingest.Source.BeforePublish = () => Task.FromException(new InvalidOperationException("the session is gone"));
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        await UntilAsync(ingest, () => HasProblem(ingest, "'publishing of acknowledgements"));
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 2)).InTime();
        ingest.Source.BeforePublish = () => Task.CompletedTask;
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 3)).InTime();
        Assert.InRange((await ingest.Source.NextAckAsync()).Ack.Contiguous, 2U, 3U);
        await UntilAsync(ingest, () => ingest.Loops.Problems.Count == 0);
        Assert.False(ingest.Running.IsCompleted);
    }

    [Fact]
    public async Task A_follower_that_gives_up_on_a_message_ends_nothing_and_the_message_is_acknowledged()
    {
        await using IngestUnderTest ingest = new();
        ingest.Service.CommandAnswered += _ => throw new OperationCanceledException("not ours");
        await ingest.Source.Send("el/1/bench-01/cmd/result", "{}"u8.ToArray()).InTime();
        Assert.Contains("'taking messages of kind CommandResult'", Assert.Single(ingest.Loops.Problems),
            StringComparison.Ordinal);
    }

    private static bool HasProblem(IngestUnderTest ingest, string work) =>
        ingest.Loops.Problems.Any(problem => problem.Contains(work, StringComparison.Ordinal));

    // Its own clock stands still unless it is moved.
    private static async Task UntilAsync(IngestUnderTest ingest, Func<bool> isSo)
    {
        long beganAt = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(beganAt) < Soon.Patience, "it did not happen");
            ingest.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
