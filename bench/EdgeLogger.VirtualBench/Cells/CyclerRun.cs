using System;
using System.Collections.Generic;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// A cycler at work on a programme: each call is the next piece of time. Pieces are short after a change, when the cell answers
/// fast, and grow from there; the piece that would pass a limit is cut at the limit.
/// </summary>
internal sealed class CyclerRun(IReadOnlyList<CyclerPhase> programme, double oneCCurrentA)
{
    private const double ShortestS = 0.1;
    private const double LongestS = 10;
    private const double Growth = 1.3;
    private const double FinishedS = 60;

    private int _phase;
    private int _step;
    private int _cycleInPhase;
    private double _stepStartS = double.NaN;
    private double _heldA = double.NaN;
    private double _pieceS = ShortestS;

    /// <summary>Cycles done.</summary>
    public int Cycle { get; private set; }

    /// <summary>Whether the programme is over; then it rests.</summary>
    public bool IsFinished => _phase >= programme.Count;

    /// <summary>The next piece of time, longer than nothing.</summary>
    public ModelPiece Next(ModelCellState state)
    {
        while (!IsFinished)
        {
            CyclerStep step = programme[_phase].Steps[_step];
            if (double.IsNaN(_stepStartS))
            {
                _stepStartS = state.TimeS;
                _pieceS = ShortestS;
            }

            if (TryPiece(state, step, out ModelPiece piece))
            {
                _pieceS = Math.Min(_pieceS * Growth, LongestS);
                return piece;
            }

            EndStep(state);
        }

        return state.FlowConstant(0, FinishedS);
    }

    private bool TryPiece(ModelCellState state, CyclerStep step, out ModelPiece piece)
    {
        piece = default;
        switch (step.Kind)
        {
            case CyclerStepKind.Rest:
                double leftS = _stepStartS + step.DurationS - state.TimeS;
                if (leftS <= 1e-6)
                {
                    return false;
                }

                piece = state.FlowConstant(0, Math.Min(leftS, _pieceS));
                return true;
            case CyclerStepKind.Discharge:
                return TryFlow(state, -step.CRate * oneCCurrentA, step.LimitV, out piece);
            case CyclerStepKind.Charge:
                return TryFlow(state, step.CRate * oneCCurrentA, step.LimitV, out piece);
            default:
                return double.IsNaN(_heldA)
                    ? TryFlow(state, step.CRate * oneCCurrentA, step.LimitV, out piece) || TryHold(state, step, out piece)
                    : TryHold(state, step, out piece);
        }
    }

    private bool TryFlow(ModelCellState state, double currentA, double limitV, out ModelPiece piece)
    {
        double sign = Math.Sign(currentA);
        double startV = state.VoltageV(currentA);
        if ((limitV - startV) * sign <= 1e-7)
        {
            piece = default;
            return false;
        }

        ModelCellMemory memory = state.Remember();
        double seconds = _pieceS;
        piece = state.FlowConstant(currentA, seconds);
        for (int i = 0; i < 20 && (piece.EndV - limitV) * sign > 1e-7; i++)
        {
            seconds *= (limitV - startV) / (piece.EndV - startV);
            state.Restore(memory);
            piece = state.FlowConstant(currentA, seconds);
        }

        return true;
    }

    private bool TryHold(ModelCellState state, CyclerStep step, out ModelPiece piece)
    {
        if (double.IsNaN(_heldA))
        {
            _heldA = Math.Min(state.CurrentA(step.LimitV), step.CRate * oneCCurrentA);
            _pieceS = ShortestS;
        }

        if (_heldA <= step.HoldCRate * oneCCurrentA)
        {
            piece = default;
            return false;
        }

        piece = state.Hold(step.LimitV, _heldA, _pieceS);
        _heldA = piece.EndA;
        return true;
    }

    private void EndStep(ModelCellState state)
    {
        _stepStartS = double.NaN;
        _heldA = double.NaN;
        if (++_step < programme[_phase].Steps.Count)
        {
            return;
        }

        _step = 0;
        Cycle++;
        state.Age();
        if (++_cycleInPhase >= programme[_phase].Cycles)
        {
            _cycleInPhase = 0;
            _phase++;
        }
    }
}
