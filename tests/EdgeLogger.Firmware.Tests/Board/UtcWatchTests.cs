using System;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>When and to what UTC was set, found from two clocks that another thread may come between.</summary>
public sealed class UtcWatchTests
{
    private const long UnixUs = 1_796_000_000_000_000;

    [Fact]
    public void Utc_that_was_set_is_news_once_with_the_pair_of_one_moment()
    {
        Clocks clocks = new() { OffsetUs = UnixUs };
        UtcWatch watch = new(clocks);
        clocks.Advance(5_000_000);

        Assert.True(watch.IsNews(5000));
        Assert.Equal(UnixUs / 1000, watch.UnixMs - watch.UptimeMs, 1.0);
        Assert.InRange(watch.UptimeMs, 5000, 5001);
        clocks.Advance(10_000_000);
        Assert.False(watch.IsNews(15_001));
        clocks.OffsetUs += 3000;
        clocks.Advance(10_000_000);
        Assert.True(watch.IsNews(25_002));
        Assert.Equal((UnixUs / 1000) + 3, watch.UnixMs - watch.UptimeMs, 1.0);
    }

    [Fact]
    public void Nothing_is_news_before_utc_is_known()
    {
        Clocks clocks = new() { OffsetUs = UnixUs, IsUtcKnown = false };
        UtcWatch watch = new(clocks);
        Assert.False(watch.IsNews(1));

        clocks.IsUtcKnown = true;

        Assert.True(watch.IsNews(2));
    }

    [Fact]
    public void A_thread_that_runs_between_two_readings_shifts_nothing_and_is_no_news()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        Clocks clocks = new() { OffsetUs = UnixUs, Interruption = () => random.Next(3) == 0 ? random.Next(20_000) : 0 };
        UtcWatch watch = new(clocks);
        int news = 0;
        for (int look = 1; look <= 2000; look++)
        {
            clocks.Advance(10_000_000);
            if (watch.IsNews(clocks.UptimeUs / 1000))
            {
                news++;
                Assert.True(Math.Abs(watch.UnixMs - watch.UptimeMs - (UnixUs / 1000)) <= 1, $"seed {seed}, look {look}");
            }
        }

        Assert.True(news == 1, $"{news} times news, seed {seed}");
    }

    [Fact]
    public void Clocks_that_are_never_read_close_together_are_not_believed()
    {
        Clocks clocks = new() { OffsetUs = UnixUs, Interruption = () => 5000 };

        Assert.False(new UtcWatch(clocks).IsNews(1));
    }

    /// <summary>Each reading takes 40 us, and whatever comes between.</summary>
    private sealed class Clocks : IClocks
    {
        private long _us;

        public Func<long> Interruption { get; init; } = () => 0;

        public long OffsetUs { get; set; }

        public bool IsUtcKnown { get; set; } = true;

        public long UptimeUs => Advance(40 + Interruption());

        public long UnixUs => UptimeUs + OffsetUs;

        public long Advance(long us) => _us += us;
    }
}
