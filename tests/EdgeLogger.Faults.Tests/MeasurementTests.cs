using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Faults.Tests.Chains;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.Faults.Tests;

/// <summary>Faults of chips, wires and cells, from the chip's registers to the stored results.</summary>
public sealed class MeasurementTests : IAsyncLifetime
{
    private const string Board = "bench-01";

    private const string Stuck = "sensor-stuck";
    private const string SensorFault = "sensor-fault";
    private const string Open = "cell-open";
    private const string Shorted = "cell-shorted";

    private readonly int _seed = Random.Shared.Next(1_000_000);
    private Chain _chain = null!;
    private string _alerts = "";

    public async ValueTask InitializeAsync() => _chain = await Chain.StartAsync(Board);

    public ValueTask DisposeAsync() => _chain.DisposeAsync();

    [Fact]
    [Trait("Fault", "44")]
    public async Task A_current_beyond_the_converters_range_is_flagged_and_not_integrated()
    {
        double fromS = TestCells.StartS(0) + 300;
        double untilS = fromS + 300;
        RecordedCell sound = TestCells.Cycles(2);
        CellResults results = await MeasureAsync(new EpisodeCell(sound, fromS, untilS, volts => volts, _ => 1.0), cycles: 2);

        HalfCycle charge = results.Halves[0];
        // What flowed beyond the range is not known; what flowed before and after is.
        Assert.Equal(TestCells.HalfAh * (1 - (300 / TestCells.HalfS)), charge.Ah, TestCells.HalfAh * 5e-3);
        Assert.True(charge.Partial, $"seed {_seed}: {charge}");
        Assert.True(charge.Flags.HasFlag(QualityFlags.Saturated), $"seed {_seed}: {charge.Flags}");
        Assert.Null(results.Cycles[0].CoulombicEfficiency);
        Assert.NotNull(results.Cycles[1].CoulombicEfficiency);
    }

    [Fact]
    [Trait("Fault", "45")]
    public async Task A_converter_that_repeats_one_code_while_the_load_changes_is_reported_stuck_and_a_sound_one_is_not()
    {
        RebootingBoard board = new(TestCells.Board(Board, TestCells.Cycles(3), (ulong)_seed), _chain.Link(Board));
        await _chain.RunAsync(board, TestCells.StartS(2) + 300);
        await WaitForStoredAsync(board);
        IReadOnlyCollection<string> before = _chain.Abnormal(Assert.Single(_chain.Streams(Board)));
        string alertsBefore = await _chain.AlertsAsync();
        board.Board.Chips[0].Voltage.IsStuck = true;
        await _chain.RunAsync(board, TestCells.EndS(3));
        await _chain.DeliverAsync(board);

        await _chain.AlertedAsync(Stuck);
        Assert.DoesNotContain(Stuck, before);
        Assert.DoesNotContain(Stuck, alertsBefore, StringComparison.Ordinal);
        Assert.DoesNotContain(SensorFault, alertsBefore, StringComparison.Ordinal);
        Assert.Contains(Stuck, _chain.Abnormal(Assert.Single(_chain.Streams(Board))));
    }

    [Fact]
    [Trait("Fault", "47")]
    public async Task A_cell_whose_contact_is_lost_is_reported_open_not_shorted()
    {
        RecordedCell sound = TestCells.Cycles(4);
        CellResults results = await MeasureAsync(
            new EpisodeCell(sound, TestCells.StartS(4) + 300, double.PositiveInfinity, volts => volts + 2, _ => 0),
            cycles: 4, alert: Open);

        IReadOnlyCollection<string> abnormal = _chain.Abnormal(_chain.Streams(Board)[0]);
        Assert.Contains(Open, abnormal);
        Assert.DoesNotContain(Shorted, abnormal);
        Assert.DoesNotContain(Shorted, _alerts, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "47")]
    public async Task A_cell_without_voltage_under_current_is_reported_shorted_not_open()
    {
        RecordedCell sound = TestCells.Cycles(4);
        CellResults results = await MeasureAsync(
            new EpisodeCell(sound, TestCells.StartS(4) + 300, double.PositiveInfinity, _ => 0, amperes => amperes), cycles: 4,
            alert: Shorted);

        IReadOnlyCollection<string> abnormal = _chain.Abnormal(_chain.Streams(Board)[0]);
        Assert.Contains(Shorted, abnormal);
        Assert.DoesNotContain(Open, abnormal);
        Assert.DoesNotContain(Open, _alerts, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "46")]
    public async Task A_chip_that_does_not_answer_is_missing_in_its_rows_and_comes_back_while_the_other_channels_go_on()
    {
        long fromUs = (long)((TestCells.StartS(0) + 300) * 1e6);
        CellResults results = await MeasureAsync(TestCells.Cycles(2), cycles: 2, board =>
            board.Chips[0].Bus.Inject(
                new I2cFault(new SlotHardware().VoltageChipAddress, I2cStatus.Nack, fromUs, fromUs + 60_000_000)),
            alert: SensorFault);

        List<(double UptimeS, byte Voltage, byte Current)> rows = [];
        List<byte> events = [];
        _chain.ForEachFrame(_chain.Streams(Board)[0], frame =>
        {
            while (frame.Kind == FrameKind.Rows && frame.ReadRow())
            {
                rows.Add((frame.RowUptimeMs / 1000.0, frame.Status[Channel.Voltage], frame.Status[Channel.Current]));
            }

            if (frame.Kind == FrameKind.Event)
            {
                events.Add(frame.EventCode);
            }
        });
        double fromS = fromUs / 1e6;
        Assert.All(rows.Where(row => row.UptimeS > fromS + 5 && row.UptimeS < fromS + 59),
            row => Assert.NotEqual(ChannelStatus.Ok, row.Voltage));
        Assert.All(rows.Where(row => row.UptimeS > fromS + 65), row => Assert.Equal(ChannelStatus.Ok, row.Voltage));
        Assert.All(rows.Where(row => row.UptimeS > 5), row => Assert.Equal(ChannelStatus.Ok, row.Current));
        Assert.Contains(EventCode.SensorFault, events);
        Assert.Contains(EventCode.SensorBack, events);
        Assert.All(results.Halves, half => Assert.Equal(TestCells.HalfAh, half.Ah, TestCells.HalfAh * 1e-3));
    }

    [Fact]
    [Trait("Fault", "48")]
    public async Task A_reversed_current_is_warned_of_and_no_CE_comes_of_it()
    {
        RecordedCell sound = TestCells.Cycles(3);
        CellResults results = await MeasureAsync(new EpisodeCell(
            sound, 0, double.PositiveInfinity, volts => volts, amperes => -amperes), cycles: 3, alert: "current-reversed");

        Assert.Equal(6, results.Halves.Count);
        Assert.All(results.Halves,
            half => Assert.True(half.Flags.HasFlag(QualityFlags.SignSuspect), $"seed {_seed}: {half.Flags}"));
        Assert.All(results.Cycles, cycle => Assert.Null(cycle.CoulombicEfficiency));
        Assert.All(results.Cycles, cycle => Assert.Null(cycle.EnergyEfficiency));
        Assert.Contains("current-reversed", _chain.Abnormal(_chain.Streams(Board)[0]));
    }

    [Fact]
    [Trait("Fault", "49")]
    public async Task A_pause_in_the_current_readings_inside_a_step_is_not_integrated_across_and_its_cycle_is_marked()
    {
        long fromUs = (long)((TestCells.StartS(0) + 300) * 1e6);
        CellResults results = await MeasureAsync(TestCells.Cycles(2), cycles: 2, board =>
            board.Chips[0].Bus.Inject(
                new I2cFault(new SlotHardware().CurrentChipAddress, I2cStatus.BusStuck, fromUs, fromUs + 300_000_000)));

        HalfCycle charge = results.Halves[0];
        Assert.Equal(TestCells.HalfAh * (1 - (300 / TestCells.HalfS)), charge.Ah, TestCells.HalfAh * 1e-2);
        Assert.True(charge.Partial, $"seed {_seed}: {charge}");
        Assert.True(charge.Flags.HasFlag(QualityFlags.Gap), $"seed {_seed}: {charge.Flags}");
        Assert.Null(results.Cycles[0].CoulombicEfficiency);
        Assert.Equal(1, results.Cycles[1].CoulombicEfficiency!.Value, 2e-3);
    }

    private Task WaitForStoredAsync(RebootingBoard board) =>
        _chain.RunAsync(board, board.CellTimeUs / 1e6, () => board.Board.Waiting == 0);

    private async Task<CellResults> MeasureAsync(
        ICellSignal cell, int cycles, Action<VirtualBoard>? prepare = null, string? alert = null)
    {
        RebootingBoard board = new(TestCells.Board(Board, cell, (ulong)_seed), _chain.Link(Board));
        prepare?.Invoke(board.Board);
        await _chain.RunAsync(board, TestCells.EndS(cycles));
        await _chain.DeliverAsync(board);
        _alerts = alert is null ? "" : await _chain.AlertedAsync(alert);
        await _chain.StopGatewayAsync();
        Assert.Equal(board.Made, _chain.Stored(Board));
        return _chain.Results(Assert.Single(_chain.Streams(Board)));
    }
}
