using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>What is set for a cell late gives what it would have given from the start.</summary>
public sealed class MetadataChangeTests : IDisposable
{
    private static readonly SlotName Slot = new("bench-01", 0);

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-metadata-");
    private readonly List<byte[]> _frames;

    public MetadataChangeTests()
    {
        CodedCell cell = new(77);
        _frames = [];
        for (int half = 0; half < 9; half++)
        {
            _frames.AddRange(cell.Run(half % 2 == 0 ? 0.01 : -0.01, half % 2 == 0 ? 66 : 65));
        }
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    [Theory]
    [InlineData("electrode")]
    [InlineData("order")]
    [InlineData("nominal")]
    public async Task Set_while_the_gateway_runs_or_while_it_does_not_it_gives_what_it_would_have_given_from_the_start(
        string what)
    {
        string first = Folder("first");
        SetMetadata(first, what);
        await PlayAsync(first, _frames);
        string never = Folder("never");
        await PlayAsync(never, _frames);
        Assert.NotEqual(Results(first), Results(never));

        string stopped = Folder("stopped");
        await PlayAsync(stopped, _frames[..200]);
        SetMetadata(stopped, what);
        await PlayAsync(stopped, _frames[200..]);
        Assert.Equal(Results(first), Results(stopped));

        string running = Folder("running");
        using (CellBook book = CellBook.Open(running, TimeProvider.System))
        await using (LiveLog live = new(running, book: book))
        {
            SemaphoreSlim third = Stored(live, half: 2);
            await live.AddSchemaAsync();
            await live.AppendAsync(_frames[..300]);
            await third.TakeInTime();
            SemaphoreSlim fresh = Stored(live, half: 0);
            SetMetadata(running, what);
            await fresh.TakeInTime();
            await live.AppendAsync(_frames[300..]);
        }

        Assert.Equal(Results(first), Results(running));
        Assert.Null(Check(running));
    }

    [Fact]
    public async Task Mass_and_area_change_no_stored_result()
    {
        string folder = Folder("scaled");
        await PlayAsync(folder, _frames);
        IReadOnlyList<(string, string)> before = Results(folder);
        Set(folder, cell => cell with { ActiveMassMg = 6, AreaCm2 = 0.785, OneCMilliampPerG = 200, Cohort = "a" });
        await PlayAsync(folder, []);
        Assert.Equal(before, Results(folder));
    }

    [Fact]
    public async Task A_rebuild_from_nothing_takes_what_is_set_and_a_check_what_was_stored_by()
    {
        string folder = Folder("rebuilt");
        await PlayAsync(folder, _frames);
        SetMetadata(folder, "electrode");
        Assert.Null(Check(folder));

        using DerivedStore rebuilt = DerivedStore.Open(_scratch.CreateSubdirectory("from-nothing").FullName);
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        new Rebuild(folder, rebuilt, new CycleEngineOptions(), problem => Assert.Fail(problem), _ => { }) { Book = book }
            .Run(CancellationToken.None);
        Assert.All(rebuilt.Cycles(Assert.Single(rebuilt.Cells()).Id),
            cycle => Assert.Equal(CycleOrder.DischargeFirst, cycle.Order));
    }

    private static void SetMetadata(string folder, string what) => Set(folder, cell => what switch
    {
        "electrode" => cell with { Electrode = ElectrodeKind.AnodeHalfCell },
        "order" => cell with { OrderOverride = CycleOrder.DischargeFirst },
        _ => cell with { NominalAh = 0.002 },
    });

    // As another process does it.
    private static void Set(string folder, Func<CellMetadata, CellMetadata> change)
    {
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        book.SetSlot(Slot, change, new Author("ana"));
    }

    /// <summary>Released each time that a half cycle of this index is stored from now on.</summary>
    private static SemaphoreSlim Stored(LiveLog live, int half)
    {
        SemaphoreSlim stored = new(0);
        live.Derivation.Stored += update =>
        {
            if (update.Halves.Any(one => one.Half.Index == half))
            {
                stored.Release();
            }
        };
        return stored;
    }

    private static async Task PlayAsync(string folder, IEnumerable<byte[]> frames)
    {
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        await using LiveLog live = new(folder, book: book);
        await live.AddSchemaAsync();
        await live.AppendAsync(frames);
    }

    private static IReadOnlyList<(string, string)> Results(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        ulong test = Assert.Single(store.Cells()).Id;
        return
        [
            .. store.ResultTexts(test),
            ("checkpoint", Convert.ToHexString(store.Checkpoint(test)!)),
            ("trends", Convert.ToHexString(store.TrendState(test) ?? [])),
        ];
    }

    private string Folder(string name) => _scratch.CreateSubdirectory(name).FullName;

    private string? Check(string folder)
    {
        using DerivedStore stored =
            DerivedStore.OpenCopy(folder, _scratch.CreateSubdirectory(Path.GetFileName(folder) + "-copy").FullName)!;
        using DerivedStore fresh = DerivedStore.Open(_scratch.CreateSubdirectory(Path.GetFileName(folder) + "-fresh").FullName);
        return new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }
}
