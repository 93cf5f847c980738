using System.Collections.Generic;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Faults.Tests.Chains;

/// <summary>Cells whose charge is known, and boards that measure one.</summary>
internal static class TestCells
{
    /// <summary>Current of both half cycles, A.</summary>
    public const double CurrentA = 1e-3;

    /// <summary>Length of a half cycle, s.</summary>
    public const double HalfS = 1200;

    /// <summary>Length of the rest before each half cycle, s.</summary>
    public const double RestS = 60;

    /// <summary>Charge of a half cycle, Ah.</summary>
    public const double HalfAh = CurrentA * HalfS / 3600;

    /// <summary>When a half cycle's current begins to flow, s: 0 is the first charge.</summary>
    public static double StartS(int half) => RestS + (half * (HalfS + RestS));

    /// <summary>
    /// Full cycles at constant current: rest, charge, rest, discharge, with a resistance that shows at each step.
    /// </summary>
    public static RecordedCell Cycles(int cycles)
    {
        List<RecordedRow> rows = [];
        for (int half = 0; half < 2 * cycles; half++)
        {
            double startS = StartS(half);
            (int sign, double fromV, double toV) = half % 2 == 0 ? (+1, 2.6, 4.3) : (-1, 4.1, 2.4);
            rows.Add(new RecordedRow(startS - RestS, fromV - (sign * 0.1), 0));
            rows.Add(new RecordedRow(startS, fromV - (sign * 0.1), 0));
            rows.Add(new RecordedRow(startS, fromV, sign * CurrentA));
            rows.Add(new RecordedRow(startS + HalfS, toV, sign * CurrentA));
        }

        rows.Add(new RecordedRow(StartS(2 * cycles) - RestS, 2.5, 0));
        rows.Add(new RecordedRow(StartS(2 * cycles), 2.5, 0));
        return new RecordedCell([.. rows]);
    }

    /// <summary>One charge at constant current, after a rest.</summary>
    public static RecordedCell LongCharge(double hours) => new(
        [
            new RecordedRow(0, 2.5, 0),
            new RecordedRow(RestS, 2.6, CurrentA),
            new RecordedRow(RestS + (hours * 3600), 4.2, CurrentA),
            new RecordedRow(RestS + (hours * 3600), 4.1, 0),
            new RecordedRow(RestS + (hours * 3600) + RestS, 4.1, 0),
        ]);

    /// <summary>When these cycles are over and the last rest too, s.</summary>
    public static double EndS(int cycles) => StartS(2 * cycles);

    /// <summary>A board on a cell. Its time stands still while the gateway is too far behind.</summary>
    public static VirtualBoardOptions Board(string id, ICellSignal cell, ulong seed) => new()
    {
        BoardId = id,
        Seed = seed,
        Slots = [new VirtualSlotOptions { Cell = cell }],
        Uplink = Uplink(),
    };

    private static UplinkSettings Uplink()
    {
        UplinkSettings uplink = VirtualBoardOptions.FastUplink();
        uplink.ResendAfterMs = 500;
        uplink.ResendAtMostMs = 1000;
        uplink.ReconnectMinMs = 100;
        uplink.ReconnectMaxMs = 500;
        return uplink;
    }
}
