using System;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// After how many more cycles a cell will be at a level, if it goes on as it does. It is stated only if the fit deserves it.
/// </summary>
/// <param name="LevelPercent">The level, % of the reference.</param>
/// <param name="Cycles">Cycles from now.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record CapacityProjection(double LevelPercent, double Cycles, double Low, double High)
{
    private const double Normal95 = 1.96;

    /// <summary>The fade must be known to a quarter.</summary>
    private const double LeastSignificance = 4;

    /// <summary>No one knows what a cell does twenty times as far ahead as it has been looked at.</summary>
    private const double MostTimesWindow = 20;

    internal static CapacityProjection? Of(double retentionPercent, double levelPercent, RateFit fade)
    {
        double rate = -fade.PerCycle;
        if (!(retentionPercent > levelPercent) || !(rate > LeastSignificance * fade.Error))
        {
            return null;
        }

        double toLose = 100 * Math.Log(retentionPercent / levelPercent);
        double cycles = toLose / rate;
        return cycles > MostTimesWindow * fade.Count
            ? null
            : new CapacityProjection(
                levelPercent, cycles, toLose / (rate + (Normal95 * fade.Error)), toLose / (rate - (Normal95 * fade.Error)));
    }
}
