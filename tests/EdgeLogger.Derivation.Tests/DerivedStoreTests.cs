using System;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation.Tests;

public sealed class DerivedStoreTests : IDisposable
{
    private const long UtcMs = 1_767_225_600_000;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static HalfCycle Half(int index, Direction direction) => new()
    {
        Index = index,
        Direction = direction,
        FirstRow = 1,
        LastRow = 2,
        StartS = 0.1 + index,
        EndS = 0.7 + index,
        Ah = 1.0 / 3,
        Wh = 1.1,
        AhLow = 0.3,
        AhHigh = 0.4,
        MaxVoltageV = 4.3,
        MinVoltageV = 2.2,
        MeanCurrentA = 0.1 / 3,
        ConstantVoltage = true,
        Partial = index == 0,
        Provisional = false,
        Flags = QualityFlags.Gap | QualityFlags.Saturated,
        Detail = index == 2 ? null : Detail(index),
    };

    private static HalfDetail Detail(int index) => new()
    {
        MedianCurrentA = 0.1 / 7,
        ConstantVoltageTimeShare = 1.0 / 3,
        ConstantVoltageChargeShare = index == 0 ? null : 0.1,
        RestVoltageAfterV = 3.7 + (index / 3.0),
        Resistance0sOhm = null,
        Resistance10sOhm = 11.1,
        Resistance30sOhm = 11.3,
        TemperatureMeanDegC = 25.0 / 0.9,
        TemperatureMinDegC = 24.1f,
        TemperatureMaxDegC = 28.3f,
        PressureMeanMpa = 70.1,
        PressureMinMpa = null,
        PressureMaxMpa = 70.7f,
    };

    private static Cycle Cycle(int number, HalfCycle charge, HalfCycle? discharge) => new()
    {
        Number = number,
        Charge = charge,
        Discharge = discharge,
        Order = CycleOrder.ChargeFirst,
        Partial = discharge is null,
        Provisional = false,
        CoulombicEfficiency = discharge is null ? null : 2.0 / 3,
        EnergyEfficiency = null,
        Signature = "C1-D1|2.20-4.30|cv",
        Flags = QualityFlags.None,
    };

    [Fact]
    public void What_is_stored_comes_back_to_the_last_bit_after_a_reopening()
    {
        TestKey cell = new(ulong.MaxValue - 3, "bench-01", 2);
        HalfCycle[] halves = [Half(0, Direction.Charge), Half(1, Direction.Discharge), Half(2, Direction.Charge)];
        Cycle[] cycles = [Cycle(1, halves[0], halves[1]), Cycle(2, halves[2], null)];
        const ulong Stream = ulong.MaxValue - 7;
        StreamDates lines = new(
            [new(1, 1, 0, UtcMs, DateQuality.Holdover, 2), new(uint.MaxValue, 2, 17, null, DateQuality.Unknown, 3)]);
        TestDates dates = new(
            [new(0, Stream, 1, 1, 0, 0.1), new(1, Stream, 2, uint.MaxValue, 1e9 / 3, 1e9 / 3)], _ => lines);
        using (DerivedStore store = DerivedStore.Open(_directory))
        {
            CellUpdate update = new(cell, [.. halves.Select(half => StoredHalf.Of(half, dates))], cycles, [1, 2, 3]);
            store.Write([update with { Places = dates.Places }], [new StreamUpdate(Stream, 1L << 32, [4, 5], lines.Lines)]);
        }

        using DerivedStore again = DerivedStore.Open(_directory);
        Assert.Equal(cell, Assert.Single(again.Cells()));
        Assert.Equal([1, 2, 3], again.Checkpoint(cell.Id));
        Assert.Equal(halves.Select(half => StoredHalf.Of(half, dates)), again.Halves(cell.Id));
        Assert.Equal(lines.Lines, again.DatesOfStream(Stream).Lines);
        Assert.Equal(dates.Places, again.DatesOf(cell.Id).Places);
        Assert.Equal([4, 5], again.StreamCheckpoint(Stream));
        Assert.Equal(cycles, again.Cycles(cell.Id));
    }

    [Fact]
    public void Storing_the_same_results_again_changes_nothing()
    {
        TestKey cell = new(1, "bench-01", 0);
        HalfCycle half = Half(0, Direction.Charge);
        using DerivedStore store = DerivedStore.Open(_directory);
        store.Write([new CellUpdate(cell, [StoredHalf.Of(half, TestDates.Empty)], [], [1])]);
        store.Write([new CellUpdate(cell, [StoredHalf.Of(half, TestDates.Empty)], [], [2])]);
        Assert.Single(store.Halves(1));
        Assert.Equal([2], store.Checkpoint(1));
    }

    [Fact]
    public void A_store_of_another_layout_is_emptied_so_that_it_is_derived_again()
    {
        using (DerivedStore store = DerivedStore.Open(_directory))
        {
            store.Write([new CellUpdate(new(1, "bench-01", 0), [], [], [1])]);
        }

        using (Microsoft.Data.Sqlite.SqliteConnection connection = new(
            $"Data Source={Path.Combine(_directory, DerivedStore.FileName)};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        using DerivedStore emptied = DerivedStore.Open(_directory);
        Assert.Empty(emptied.Cells().ToList());
    }
}
