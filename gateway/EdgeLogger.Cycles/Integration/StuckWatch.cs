using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Finds a voltage that does not answer to the load: the same code, row after row, while the current steps up and down by much. A
/// held voltage has no such steps; the current that holds it falls little by little. What is a load at all is known with the
/// capacity.
/// </summary>
internal struct StuckWatch
{
    private const double StepShare = 0.25;
    private const long StepsToBelieve = 4;
    private const double LongestHalfS = 3600 * 1000;

    /// <summary>Steps that went the other way than the one before, in one code; negative if the last one went down.</summary>
    private long _turns;

    /// <param name="stepV">Change of the voltage since the last row, V.</param>
    /// <param name="stepA">Change of the current since the last row, A.</param>
    /// <param name="largestA">The largest current of the record, A.</param>
    /// <param name="largestAs">The largest half cycle or the nominal capacity, A s; 0 if unknown.</param>
    /// <returns>Whether this row shows that the voltage is stuck.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Observe(double stepV, double stepA, double largestA, double largestAs)
    {
        if (stepV != 0)
        {
            _turns = 0;
            return false;
        }

        if (Math.Abs(stepA) <= StepShare * largestA || stepA * _turns > 0)
        {
            return false;
        }

        _turns = Math.Sign(stepA) * (Math.Abs(_turns) + 1);
        return Math.Abs(_turns) >= StepsToBelieve && largestAs > 0 && largestA * LongestHalfS > largestAs;
    }
}
