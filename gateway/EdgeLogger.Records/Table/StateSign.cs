using System;
using System.Collections.Generic;
using EdgeLogger.Records.Columns;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Table;

/// <summary>
/// Gives the current its sign from the state, where the file writes magnitudes. Whether it does is seen at the first discharge
/// (or charge) that carries current: with the sign it should have, the file has signs and they are kept.
/// </summary>
internal sealed class StateSign
{
    public const string NegatedNote = "current negated: discharging is positive in this file, as asked";

    /// <summary>Currents below this part of the largest one say nothing about signs.</summary>
    private const double Noise = 0.01;

    private readonly string _column;
    private readonly List<string> _notes;
    private double _largestA;
    private bool _signed;
    private bool _unsigned;

    public StateSign(string column, List<string> notes)
    {
        _column = column;
        _notes = notes;
    }

    /// <exception cref="RecordFormatException">A current without sign flows in a state that has no direction.</exception>
    public double Apply(double currentA, FlowDirection direction, ReadOnlySpan<byte> state)
    {
        double size = Math.Abs(currentA);
        bool flows = size > Noise * _largestA;
        _largestA = size > _largestA ? size : _largestA;
        if (_signed)
        {
            return currentA;
        }

        if (flows && !_unsigned)
        {
            Decide(currentA, direction);
        }

        return direction switch
        {
            FlowDirection.Charge => size,
            FlowDirection.Discharge => -size,
            _ when !flows || !_unsigned || direction == FlowDirection.Rest => currentA,
            _ => throw new RecordFormatException(
                $"column {_column}: a current of {currentA} A without sign flows in state "
                + $"'{System.Text.Encoding.Latin1.GetString(state)}', which is neither charge, discharge nor rest."),
        };
    }

    private void Decide(double currentA, FlowDirection direction)
    {
        // A charge with the sign of a charge may be magnitudes, too; only the other three cases decide.
        if (direction == FlowDirection.Discharge && currentA < 0)
        {
            _signed = true;
        }
        else if (direction == FlowDirection.Discharge || (direction == FlowDirection.Charge && currentA < 0))
        {
            _unsigned = true;
            _notes.Add($"current sign from column {_column}");
        }
    }
}
