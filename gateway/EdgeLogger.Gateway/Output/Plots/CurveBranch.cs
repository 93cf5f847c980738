using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>The readings of one half cycle, and the charge that had passed in it at each.</summary>
/// <param name="half">The half cycle as the engine found it.</param>
internal sealed class CurveBranch(HalfCycle half)
{
    private const double SecondsPerHour = 3600;

    /// <summary>A current below this share of the half cycle's mean is a rest.</summary>
    private const double RestShare = 0.01;

    private readonly List<Sample> _samples = [];
    private readonly List<double> _chargesAh = [];

    public HalfCycle Half { get; } = half;

    /// <summary>Readings in order.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>
    /// Charge passed since the first reading, Ah; positive in the half cycle's own direction. One for each reading.
    /// </summary>
    public IReadOnlyList<double> ChargesAh => _chargesAh;

    /// <summary>1 on charge, -1 on discharge.</summary>
    public int Sign => Half.Direction == Direction.Charge ? 1 : -1;

    /// <summary>True where current flows, so that the reading is not one of a rest.</summary>
    public bool Flows(int reading) => Math.Abs(_samples[reading].CurrentA) >= RestShare * Half.MeanCurrentA;

    /// <summary>Takes the reading in this row if it is the half cycle's.</summary>
    public void Offer(long row, in Sample sample)
    {
        if (row < Half.FirstRow || row > Half.LastRow || !double.IsFinite(sample.VoltageV + sample.CurrentA))
        {
            return;
        }

        double chargeAh = 0;
        if (_samples.Count > 0)
        {
            Sample last = _samples[^1];
            double seconds = Math.Max(0, sample.TimeS - last.TimeS);
            chargeAh = _chargesAh[^1] + Sign * (last.CurrentA + sample.CurrentA) / 2 * seconds / SecondsPerHour;
        }

        _samples.Add(sample);
        _chargesAh.Add(chargeAh);
    }
}
