using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

public sealed class StoredTrendTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-trends-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task After_each_complete_cycle_its_trend_is_stored_and_what_is_new_is_read_alone()
    {
        CodedCell cell = new(5);
        await using (LiveLog live = new(_directory))
        {
            await live.AddSchemaAsync();
            for (int half = 0; half < 13; half++)
            {
                // Each discharge is a frame shorter than the one before.
                await live.AppendAsync(cell.Run(half % 2 == 0 ? 0.01 : -0.01, half % 2 == 0 ? 66 : 65 - (half / 2)));
            }
        }

        using DerivedStore store = DerivedStore.Open(_directory);
        ulong stream = CodedCell.StreamId;
        CycleTrend[] trends = [.. store.Trends(stream)];

        // The first cycle joins midway: the record begins under current.
        Assert.Equal([2, 3, 4, 5, 6], trends.Select(trend => trend.CycleNumber));
        Assert.Null(trends[0].Trend.Retention);
        SignatureTrend last = trends[^1].Trend;
        Assert.Equal(3, last.ReferenceNumber);
        Assert.Equal(60.0 / 63, last.Retention!.Value, 2e-3);
        Assert.Equal(25, store.Cycles(stream)[^1].Discharge!.Detail!.TemperatureMeanDegC!.Value, 0.01);
        Assert.Equal(70, last.PressureMpa!.Value, 0.01);

        Assert.Equal(trends[3..].Select(trend => trend.CycleNumber), store.Trends(stream, 5).Select(trend => trend.CycleNumber));
        Assert.Equal(store.Halves(stream).Skip(7), store.Halves(stream, 7));
        Assert.Equal(store.Cycles(stream).Skip(3), store.Cycles(stream, 4));
        Assert.Equal(store.Halves(stream).Count, store.HalfCount(stream));
        Assert.Equal(store.Cycles(stream)[^1], store.LastCycle(stream));
        CellTrends now = CellResults.Load(store, store.Cells()[0]).Trends;
        Assert.Equal(trends[^1].SlippageAh, now.SlippageAh);
        Assert.Equal(trends[^1].EquivalentFullCycles, now.EquivalentFullCycles);
        Assert.Equal(last.Retention, Assert.Single(now.Trends).Retention);
    }
}
