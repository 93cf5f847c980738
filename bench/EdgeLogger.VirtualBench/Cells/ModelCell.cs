using System;
using System.Collections.Generic;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// A model cell on a model cycler. It is a piecewise straight signal by definition, so its charge and energy are known exactly:
/// <see cref="HalfCycles"/>. Pieces are made as they are asked for and kept for a while.
/// </summary>
public sealed class ModelCell : PiecewiseCell
{
    private const int KeptPieces = 4096;

    private readonly ModelPiece[] _pieces = new ModelPiece[KeptPieces];
    private readonly ModelCellState _state;
    private readonly CyclerRun _run;
    private readonly List<HalfCycleTruth> _halfCycles = [];
    private long _made;
    private bool _isOpen;
    private bool _isCharge;
    private int _halfCycle;
    private double _halfStartS;
    private double _halfEndS;
    private double _halfAs;
    private double _halfWs;

    /// <summary>Creates a cell, empty and at rest.</summary>
    /// <param name="chemistry">Its numbers.</param>
    /// <param name="programme">What the cycler does; after the last phase it rests.</param>
    /// <param name="seed">Decides where the cell lies within the spread of its kind.</param>
    /// <param name="startS">Uptime at which the cycler starts, s.</param>
    public ModelCell(CellChemistry chemistry, IReadOnlyList<CyclerPhase> programme, ulong seed, double startS = 0)
    {
        ArgumentNullException.ThrowIfNull(chemistry);
        ArgumentNullException.ThrowIfNull(programme);
        _state = new ModelCellState(chemistry, new NoiseSource(seed), startS);
        _run = new CyclerRun(programme, chemistry.OneCCurrentA);
    }

    /// <summary>Half cycles that have ended, as far as the signal has been asked for.</summary>
    public IReadOnlyList<HalfCycleTruth> HalfCycles => _halfCycles;

    /// <summary>Whether the programme is over, as far as the signal has been asked for.</summary>
    public bool IsFinished => _run.IsFinished;

    /// <summary>The last uptime the signal has been worked out for, s.</summary>
    public double KnownUntilS => _state.TimeS;

    /// <inheritdoc/>
    protected override long OldestIndex => Math.Max(0, _made - KeptPieces);

    /// <inheritdoc/>
    protected override CellPiece Piece(CellQuantity quantity, long index)
    {
        while (index >= _made)
        {
            Make();
        }

        return _pieces[index % KeptPieces].Of(quantity);
    }

    private void Make()
    {
        ModelPiece piece = _made == 0 ? _state.BeforeStart() : _run.Next(_state);
        _pieces[_made % KeptPieces] = piece;
        _made++;
        Account(piece);
    }

    private void Account(ModelPiece piece)
    {
        double seconds = piece.EndS - piece.StartS;
        double meanA = (piece.StartA + piece.EndA) / 2;
        if (meanA == 0)
        {
            if (_run.IsFinished)
            {
                CloseHalfCycle();
            }

            return;
        }

        if (!_isOpen || _isCharge != (meanA > 0))
        {
            CloseHalfCycle();
            _isOpen = true;
            _isCharge = meanA > 0;
            _halfCycle = _run.Cycle;
            _halfStartS = piece.StartS;
            _halfAs = 0;
            _halfWs = 0;
        }

        _halfEndS = piece.EndS;
        _halfAs += meanA * seconds;

        // Two straight lines: the mean of the product has the share of both slopes.
        double product = (meanA * (piece.StartV + piece.EndV) / 2)
            + ((piece.EndA - piece.StartA) * (piece.EndV - piece.StartV) / 12);
        _halfWs += product * seconds;
    }

    private void CloseHalfCycle()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _halfCycles.Add(new HalfCycleTruth(
                _isCharge, _halfCycle, _halfStartS, _halfEndS, Math.Abs(_halfAs) / 3600, Math.Abs(_halfWs) / 3600));
        }
    }
}

/// <summary>What really went through a model cell between two changes of direction.</summary>
/// <param name="IsCharge">Direction.</param>
/// <param name="Cycle">Cycle it belongs to, from 0.</param>
/// <param name="StartS">Uptime when the current set in, s.</param>
/// <param name="EndS">Uptime when it stopped, s.</param>
/// <param name="ChargeAh">Charge, positive either way.</param>
/// <param name="EnergyWh">Energy, positive either way.</param>
public sealed record HalfCycleTruth(bool IsCharge, int Cycle, double StartS, double EndS, double ChargeAh, double EnergyWh);
