using System;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// A cell that does what a cycler once recorded. Between two rows everything is a straight line, except the current where it
/// jumps (a change of sign, or to or from rest): there the old current holds until the new row. Before the first row and after
/// the last one the current is zero and everything else stands still. The stack pressure, which no cycler records, breathes with
/// the charge.
/// </summary>
public sealed class RecordedCell : PiecewiseCell
{
    private const double RestShare = 1e-3;

    private readonly double[] _timesS;
    private readonly RecordedRow[] _rows;
    private readonly double[] _pressuresMPa;
    private readonly double _restA;

    /// <summary>Takes a series over.</summary>
    /// <param name="rows">At least two, in order of time.</param>
    /// <param name="startS">Uptime at which the first row happens, s.</param>
    /// <param name="pressureMPa">Stack pressure at the least charge.</param>
    /// <param name="breathingMPa">What the greatest charge adds to it.</param>
    /// <exception cref="ArgumentException">Fewer than two rows, or a row before its predecessor; the message names
    /// it.</exception>
    public RecordedCell(RecordedRow[] rows, double startS = 0, double pressureMPa = 50, double breathingMPa = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length < 2)
        {
            throw new ArgumentException($"A series needs two rows or more, this one has {rows.Length}.", nameof(rows));
        }

        _rows = (RecordedRow[])rows.Clone();
        _timesS = new double[rows.Length];
        double temperatureDegC = 25;
        for (int i = 0; i < rows.Length; i++)
        {
            _timesS[i] = startS + (rows[i].TimeS - rows[0].TimeS);
            if (i > 0 && _timesS[i] < _timesS[i - 1])
            {
                throw new ArgumentException($"Row {i} is at {rows[i].TimeS} s, before its predecessor; sort the series.",
                    nameof(rows));
            }

            _restA = Math.Max(_restA, Math.Abs(rows[i].CurrentA) * RestShare);
            temperatureDegC = double.IsNaN(rows[i].TemperatureDegC) ? temperatureDegC : rows[i].TemperatureDegC;
            _rows[i] = rows[i] with { TemperatureDegC = temperatureDegC };
        }

        _pressuresMPa = Breathing(pressureMPa, breathingMPa);
    }

    /// <summary>Uptime of the first row, s.</summary>
    public double StartS => _timesS[0];

    /// <summary>Uptime of the last row, s.</summary>
    public double EndS => _timesS[^1];

    /// <inheritdoc/>
    protected override long OldestIndex => 0;

    /// <summary>The charge that goes in between two rows, As: what a perfect coulomb counter finds.</summary>
    public double ChargeAs(int row)
    {
        (double start, double end) = CurrentBetween(row);
        return (start + end) / 2 * (_timesS[row + 1] - _timesS[row]);
    }

    /// <inheritdoc/>
    protected override CellPiece Piece(CellQuantity quantity, long index)
    {
        if (index == 0)
        {
            return CellPiece.Constant(-Eternity, _timesS[0], quantity == CellQuantity.Current ? 0 : Value(quantity, 0));
        }

        int row = (int)index - 1;
        if (row >= _rows.Length - 1)
        {
            return CellPiece.Constant(
                _timesS[^1], Eternity, quantity == CellQuantity.Current ? 0 : Value(quantity, _rows.Length - 1));
        }

        double startS = _timesS[row];
        double endS = _timesS[row + 1];
        if (endS == startS)
        {
            return CellPiece.Constant(startS, endS, Value(quantity, row));
        }

        if (quantity == CellQuantity.Current)
        {
            (double start, double end) = CurrentBetween(row);
            return CellPiece.Line(startS, endS, start, end);
        }

        return CellPiece.Line(startS, endS, Value(quantity, row), Value(quantity, row + 1));
    }

    private double Value(CellQuantity quantity, int row) => quantity switch
    {
        CellQuantity.Voltage => _rows[row].VoltageV,
        CellQuantity.Current => _rows[row].CurrentA,
        CellQuantity.Temperature => _rows[row].TemperatureDegC,
        _ => _pressuresMPa[row],
    };

    private (double Start, double End) CurrentBetween(int row)
    {
        double old = _rows[row].CurrentA;
        double next = _rows[row + 1].CurrentA;
        return Sense(old) == Sense(next) ? (old, next) : (old, old);
    }

    private int Sense(double currentA) => Math.Abs(currentA) <= _restA ? 0 : Math.Sign(currentA);

    private double[] Breathing(double pressureMPa, double breathingMPa)
    {
        var charges = new double[_rows.Length];
        double least = 0;
        double greatest = 0;
        for (int i = 1; i < charges.Length; i++)
        {
            charges[i] = charges[i - 1] + ChargeAs(i - 1);
            least = Math.Min(least, charges[i]);
            greatest = Math.Max(greatest, charges[i]);
        }

        double perAs = greatest > least ? breathingMPa / (greatest - least) : 0;
        for (int i = 0; i < charges.Length; i++)
        {
            charges[i] = pressureMPa + ((charges[i] - least) * perAs);
        }

        return charges;
    }
}
