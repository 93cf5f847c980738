using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CsCheck;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Writing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Sinks.Tests;

public sealed class DeliveryTests
{
    private static readonly InfluxOptions Options = InfluxOptions.Parse("http://127.0.0.1:1?db=d");

    [Fact]
    public async Task Only_the_lines_a_server_refuses_are_quarantined() =>
        await Gen.Bool.Array[1, 80].SampleAsync(async refused =>
        {
            string[] lines = [.. refused.Select((no, i) => $"{(no ? "bad" : "good")} v={i}")];
            using MemoryTarget target = new() { Answer = RefuseBad };
            List<DeadLetter> rejected = await Deliver(target, lines);
            Assert.Equal(lines.Where(line => line[0] == 'b'), rejected.Select(letter => Encoding.UTF8.GetString(letter.Line)));
            Assert.Equal(lines.Where(line => line[0] == 'g'), target.DistinctLines);
        });

    [Fact]
    public async Task A_batch_that_is_refused_whole_takes_one_attempt_where_the_server_says_so()
    {
        using MemoryTarget target = new() { Answer = lines => WriteOutcome.Rejected("beyond retention", lines.Length) };
        List<DeadLetter> rejected = await Deliver(target, [.. Enumerable.Range(0, 500).Select(i => $"m v={i}")]);
        Assert.Equal((500, 1), (rejected.Count, target.Attempts));
    }

    [Theory]
    [InlineData(WriteVerdict.Unavailable, SinkState.Waiting)]
    [InlineData(WriteVerdict.Unreachable, SinkState.Waiting)]
    [InlineData(WriteVerdict.Unauthorised, SinkState.Paused)]
    public async Task A_server_that_does_not_take_a_batch_now_gets_it_again_until_it_does(WriteVerdict verdict, SinkState state)
    {
        FakeTimeProvider time = new();
        List<(SinkState, string)> reported = [];
        using MemoryTarget target = new() { Answer = _ => new WriteOutcome(verdict, "not now", null, null) };
        Delivery delivery = new(target, Options, time, (what, why) => reported.Add((what, why)));
        Task<List<DeadLetter>> delivering = delivery.DeliverAsync("m v=1 1\n"u8.ToArray(), TestContext.Current.CancellationToken);
        for (int i = 0; i < 50; i++)
        {
            time.Advance(Options.RetryMost);
        }

        Assert.False(delivering.IsCompleted);
        Assert.InRange(target.Attempts, 40, 51);
        target.Answer = _ => WriteOutcome.Accepted;
        time.Advance(Options.RetryMost);
        Assert.Empty(await delivering);
        Assert.Equal("m v=1 1", Assert.Single(target.Lines));
        Assert.All(reported, pair => Assert.Equal((state, "not now"), pair));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_it()
    {
        FakeTimeProvider time = new();
        using MemoryTarget target = new() { Answer = _ => WriteOutcome.Unavailable("busy", TimeSpan.FromSeconds(100)) };
        Delivery delivery = new(target, Options, time, (_, _) => { });
        Task<List<DeadLetter>> delivering = delivery.DeliverAsync("m v=1 1\n"u8.ToArray(), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.Equal(1, target.Attempts);
        target.Answer = _ => WriteOutcome.Accepted;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await delivering);
    }

    [Fact]
    public void Waits_double_up_to_the_longest_and_differ_by_chance()
    {
        for (int failures = 0; failures < 40; failures++)
        {
            double mostS = Math.Min(60, Math.Pow(2, failures));
            Assert.InRange(RetryWait.After(failures, Options).TotalSeconds, mostS / 2, mostS);
        }

        Assert.NotEqual(1, Enumerable.Range(0, 20).Select(_ => RetryWait.After(3, Options)).Distinct().Count());
    }

    private static WriteOutcome RefuseBad(string[] lines) =>
        lines.Any(line => line[0] == 'b') ? WriteOutcome.Rejected("a bad line") : WriteOutcome.Accepted;

    private static Task<List<DeadLetter>> Deliver(MemoryTarget target, string[] lines) =>
        new Delivery(target, Options, TimeProvider.System, (_, _) => { }).DeliverAsync(
            Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), TestContext.Current.CancellationToken);
}
