using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Ingest.Tests.Keys;

public sealed class BoardKeysTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_kept_in_a_file_that_only_its_owner_reads()
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        Assert.Empty(keys.Boards);
        byte[] key = keys.Begin("bench-02");
        keys.Finish("bench-02", key, new Dictionary<ulong, uint> { [1] = 2 });
        keys.AddAll(["bench-01"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(keys.File));
        }

        BoardKeys again = BoardKeys.Open(_folder.Path);
        Assert.Equal(["bench-01", "bench-02"], again.Boards);
        Assert.Equal(key, again.Find("bench-02")!.Copy());
        Assert.True(again.Remove("bench-02"));
        Assert.False(again.Remove("bench-02"));
        Assert.True(keys.Refresh());
        Assert.Null(keys.Find("bench-02"));
    }

    [Fact]
    public void A_file_that_came_back_from_a_backup_is_missed_when_it_is_lost()
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        keys.AddAll(["bench-01"]);
        // A backup has the file of keys alone.
        File.Delete(keys.File + ".lock");
        BoardKeys.Open(_folder.Path);
        File.Delete(keys.File);
        Assert.Throws<InvalidDataException>(() => BoardKeys.Open(_folder.Path));
    }

    [Fact]
    public void A_board_whose_key_has_not_changed_is_the_same_to_who_holds_it()
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        keys.AddAll(["bench-01", "bench-02"]);
        BoardKey first = keys.Find("bench-01")!;
        BoardKey second = keys.Find("bench-02")!;
        BoardKeys.Open(_folder.Path).Begin("bench-02");
        Assert.True(keys.Refresh());
        Assert.Same(first, keys.Find("bench-01"));
        Assert.NotSame(second, keys.Find("bench-02"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"v\":2,\"boards\":{}}")]
    [InlineData("{\"v\":1,\"boards\":{\"X\":{}}}")]
    [InlineData("{\"v\":1,\"boards\":{\"bench-01\":{\"key\":\"00\",\"offered\":[],\"earlier\":[]}}}")]
    [InlineData("{\"v\":1,\"boards\":{\"bench-01\":{\"key\":null,\"offered\":[],\"earlier\":[]}}}")]
    [InlineData(
        "{\"v\":1,\"boards\":{\"bench-01\":{\"key\":\"\",\"offered\":[],\"earlier\":[{\"key\":\"\",\"below\":{\"zz\":1}}]}}}")]
    public void A_damaged_file_is_named_with_what_to_do(string text)
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        File.WriteAllText(keys.File, text);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => BoardKeys.Open(_folder.Path));
        Assert.StartsWith(keys.File + " cannot be read at ", error.Message, StringComparison.Ordinal);
        Assert.Contains("board provision", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => keys.Begin("bench-01"));
        Assert.Equal(text, File.ReadAllText(keys.File));
    }

    [Fact]
    public void A_file_that_is_lost_is_not_taken_for_boards_without_keys()
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        keys.AddAll(["bench-01"]);
        File.Delete(keys.File);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => BoardKeys.Open(_folder.Path));

        Assert.StartsWith(keys.File + " is gone", error.Message, StringComparison.Ordinal);
        File.Delete(keys.File + ".lock");
        Assert.Empty(BoardKeys.Open(_folder.Path).Boards);
    }

    [Fact]
    public async Task What_was_read_last_stays_in_force_while_the_file_is_damaged_or_gone_and_that_is_reported()
    {
        BoardKeys keys = BoardKeys.Open(_folder.Path);
        keys.AddAll(["bench-01"]);
        string good = File.ReadAllText(keys.File);
        SemaphoreSlim reported = new(0);
        LoopHealth health = new(_ => reported.Release());
        FakeTimeProvider time = new();
        await using BoardKeysWatch watch = new(keys, health, time);
        watch.Start();
        Task<string> ReportedAsync(Action change) => ChangedAsync(change, reported, health, time);

        Assert.Contains("cannot be read at the document", await ReportedAsync(() => File.WriteAllText(keys.File, good[..40])),
            StringComparison.Ordinal);
        Assert.NotNull(keys.Find("bench-01"));
        Assert.Equal("", await ReportedAsync(() => File.WriteAllText(keys.File, good)));
        Assert.Contains("is gone", await ReportedAsync(() => File.Delete(keys.File)), StringComparison.Ordinal);
        Assert.NotNull(keys.Find("bench-01"));
        Assert.Equal("", await ReportedAsync(
            () => File.WriteAllText(keys.File, good.Replace("bench-01", "bench-09", StringComparison.Ordinal))));
        Assert.Equal(["bench-09"], keys.Boards);
    }

    private static async Task<string> ChangedAsync(
        Action change, SemaphoreSlim reported, LoopHealth health, FakeTimeProvider time)
    {
        change();
        while (!await reported.WaitAsync(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken))
        {
            time.Advance(TimeSpan.FromSeconds(2));
        }

        return health.Problems.SingleOrDefault("");
    }
}
