using System;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// A signal of straight pieces. The mean over a window inside one piece is its value at the window's middle; only windows across
/// a boundary add up parts. Each quantity keeps the piece it is in, so windows that go forward cost O(1) each, pieces included.
/// </summary>
public abstract class PiecewiseCell : ICellSignal
{
    /// <summary>Stands for "since ever" and "for ever": finite, so that it times a slope of 0 is 0.</summary>
    protected const double Eternity = 1e15;

    private CellPiece _voltage;
    private CellPiece _current;
    private CellPiece _temperature;
    private CellPiece _pressure;
    private readonly long[] _indices = [-1, -1, -1, -1];

    /// <inheritdoc/>
    public double MeanVoltageV(double t0, double t1) => Mean(ref _voltage, CellQuantity.Voltage, t0, t1);

    /// <inheritdoc/>
    public double MeanCurrentA(double t0, double t1) => Mean(ref _current, CellQuantity.Current, t0, t1);

    /// <inheritdoc/>
    public double MeanTemperatureDegC(double t0, double t1) => Mean(ref _temperature, CellQuantity.Temperature, t0, t1);

    /// <inheritdoc/>
    public double MeanPressureMPa(double t0, double t1) => Mean(ref _pressure, CellQuantity.Pressure, t0, t1);

    /// <summary>The oldest piece that can still be had; it may be asked for a time before its start.</summary>
    protected abstract long OldestIndex { get; }

    /// <summary>
    /// A piece by its number; pieces follow each other without gaps, and the last ends in eternity or there is none.
    /// </summary>
    protected abstract CellPiece Piece(CellQuantity quantity, long index);

    private double Mean(ref CellPiece piece, CellQuantity quantity, double t0, double t1)
        => t0 >= piece.StartS && t1 <= piece.EndS ? piece.Mean(t0, t1) : MeanAcross(ref piece, quantity, t0, t1);

    private double MeanAcross(ref CellPiece piece, CellQuantity quantity, double t0, double t1)
    {
        if (!(t1 > t0))
        {
            throw new ArgumentException($"A mean needs a window: {t0} s to {t1} s is none.", nameof(t1));
        }

        Seek(ref piece, quantity, t0);
        double integral = 0;
        double from = t0;
        while (piece.EndS < t1)
        {
            if (piece.EndS > from)
            {
                integral += piece.Mean(from, piece.EndS) * (piece.EndS - from);
                from = piece.EndS;
            }

            piece = Piece(quantity, ++_indices[(int)quantity]);
        }

        integral += piece.Mean(from, t1) * (t1 - from);
        return integral / (t1 - t0);
    }

    private void Seek(ref CellPiece piece, CellQuantity quantity, double t0)
    {
        ref long index = ref _indices[(int)quantity];
        if (index < OldestIndex || t0 < piece.StartS)
        {
            index = OldestIndex;
            piece = Piece(quantity, index);
        }

        while (piece.EndS <= t0)
        {
            piece = Piece(quantity, ++index);
        }
    }
}
