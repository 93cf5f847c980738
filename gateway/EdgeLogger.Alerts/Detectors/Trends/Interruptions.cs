using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// Whether something lay between a cycle and the last one of its protocol that may have moved the cell's level: another protocol,
/// a partial cycle, a rest far longer than usual, a clock that began again (another board).
/// </summary>
internal sealed class Interruptions
{
    private const double TimesUsual = 3;
    private const double LeastPauseS = 1800;

    private readonly Dictionary<string, double> _usualPauseS = [];
    private string? _signature;
    private double _endS = double.NaN;
    private bool _partialBetween;

    /// <summary>Takes the cell's next cycle, of whatever kind.</summary>
    /// <returns>What lay before it.</returns>
    public Interruption Observe(Cycle cycle)
    {
        (double startS, double endS) = Span(cycle);
        double pauseS = startS - _endS;
        Interruption interruption = _signature is null ? Interruption.None
            : IsUnusual(cycle.Signature, pauseS) ? Interruption.Pause
            : _partialBetween || cycle.Partial || cycle.Signature != _signature ? Interruption.Protocol
            : Interruption.None;
        if (interruption == Interruption.None && pauseS >= 0)
        {
            _usualPauseS[cycle.Signature] = _usualPauseS.TryGetValue(cycle.Signature, out double usual)
                ? usual + ((pauseS - usual) / 4)
                : pauseS;
        }

        _partialBetween = cycle.Partial;
        _signature = cycle.Signature;
        _endS = endS;
        return interruption;
    }

    private bool IsUnusual(string signature, double pauseS) =>
        pauseS < -1 || pauseS > LeastPauseS + (TimesUsual * _usualPauseS.GetValueOrDefault(signature));

    private static (double StartS, double EndS) Span(Cycle cycle)
    {
        HalfCycle? first = cycle.Charge;
        HalfCycle? second = cycle.Discharge;
        double startS = double.Min(first?.StartS ?? double.PositiveInfinity, second?.StartS ?? double.PositiveInfinity);
        double endS = double.Max(first?.EndS ?? double.NegativeInfinity, second?.EndS ?? double.NegativeInfinity);
        return (startS, endS);
    }
}

/// <summary>What lay between a cycle and the last one of its protocol.</summary>
internal enum Interruption : byte
{
    None = 0,

    /// <summary>Another protocol, or a cycle that is not whole. The cell stayed where it was.</summary>
    Protocol = 1,

    /// <summary>A long rest, or another clock: the cell may have been moved, or clamped again.</summary>
    Pause = 2,
}
