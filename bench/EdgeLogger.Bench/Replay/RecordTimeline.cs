using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Bench.Replay;

/// <summary>A record's rows on the clock of the board that measures them, and the way back from that clock to the file.</summary>
internal sealed class RecordTimeline
{
    /// <summary>Rest before the record's first row, s: the board is up before the cycler starts.</summary>
    public const double LeadS = 5;

    private readonly double[] _timesS;
    private readonly double[] _currentsA;

    private RecordTimeline(RecordedRow[] rows, double firstS)
    {
        Rows = rows;
        FirstS = firstS;
        _timesS = [.. rows.Select(row => row.TimeS)];
        _currentsA = [.. rows.Select(row => row.CurrentA)];
        MaxCurrentA = _currentsA.Max(Math.Abs);
    }

    /// <summary>The rows, time counted from the first.</summary>
    public RecordedRow[] Rows { get; }

    /// <summary>The file's own time of the first row, s.</summary>
    public double FirstS { get; }

    /// <summary>Length of the record, s.</summary>
    public double LengthS => _timesS[^1];

    /// <summary>The largest current of either sign, A.</summary>
    public double MaxCurrentA { get; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or a board could not have measured it.</exception>
    public static RecordTimeline Load(string path, CurrentSign sign)
    {
        List<RecordedRow> rows = [];
        double firstS = 0;
        try
        {
            using RecordFile record = RecordFile.Open(path, sign);
            while (record.TryRead(out RecordRow row))
            {
                firstS = rows.Count == 0 ? row.TimeS : firstS;
                rows.Add(new RecordedRow(row.TimeS - firstS, row.VoltageV, row.CurrentA, row.TemperatureDegC));
                if (rows.Count > 1 && rows[^1].TimeS < rows[^2].TimeS)
                {
                    throw new UserErrorException($"{path}: time runs backwards at row {rows.Count - 1}; a cell cannot do that "
                        + "on a fixture. `edgelogger cycles` takes such files.");
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            throw new UserErrorException(error.Message, error);
        }

        return rows.Count >= 2
            ? new RecordTimeline([.. rows], firstS)
            : throw new UserErrorException($"{path} has {rows.Count} rows; a replay needs two at least.");
    }

    /// <summary>Puts a half cycle that a board has measured on the file's clock and rows.</summary>
    public HalfCycle ToFile(HalfCycle half)
    {
        double startS = half.StartS - LeadS;
        double endS = half.EndS - LeadS;
        return half with
        {
            StartS = FirstS + startS,
            EndS = FirstS + endS,
            FirstRow = Nearest(startS, half.Direction, later: true),
            LastRow = Nearest(endS, half.Direction, later: false),
        };
    }

    /// <summary>
    /// The row nearest in time. Where several rows stand within the board's own period of that moment (a cycler writes two at a
    /// step of the current), the one in which the half cycle's current flows: the first of them at its start, the last at its
    /// end.
    /// </summary>
    private long Nearest(double timeS, Direction direction, bool later)
    {
        int at = Array.BinarySearch(_timesS, timeS);
        at = at >= 0 ? at : Math.Min(~at, _timesS.Length - 1);
        if (at > 0 && timeS - _timesS[at - 1] < _timesS[at] - timeS)
        {
            at--;
        }

        int sign = direction == Direction.Charge ? 1 : -1;
        double atS = _timesS[at];
        int best = at;
        for (int i = at; i >= 0 && atS - _timesS[i] <= StepS; i--)
        {
            best = Flows(i, sign) && (later || !Flows(best, sign)) ? i : best;
        }

        for (int i = at; i < _timesS.Length && _timesS[i] - atS <= StepS; i++)
        {
            best = Flows(i, sign) && (!later || !Flows(best, sign)) ? i : best;
        }

        return best;
    }

    // Two readings of the board's converter.
    private const double StepS = 0.1;

    private bool Flows(int row, int sign) => _currentsA[row] * sign > MaxCurrentA * 1e-3;
}
