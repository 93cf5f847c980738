using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.DeviceTrial;

/// <summary>
/// What the converters of one slot would say of a cell that is charged and discharged: ten readings a second of voltage, current
/// and pressure, one of the temperature, with noise, steps, saturation and failures. Whole numbers only, so that every machine
/// says the same.
/// </summary>
public sealed class TrialCell
{
    /// <summary>Time between two calls of <see cref="Step"/>, ms.</summary>
    public const int StepMs = 100;

    private const long PhaseMs = 5_400_000;
    private const int CurrentCode = 1_342_177;
    private const long FailureEveryMs = 4_020_000;
    private const long FailureMs = 5_000;
    private const long SaturationEveryMs = 7_900_000;

    private int _noise;
    private long _charge;

    /// <param name="seed">Decides the noise.</param>
    public TrialCell(int seed) => _noise = seed;

    /// <summary>Hands on the readings of the tenth of a second that ends at <paramref name="uptimeMs"/>.</summary>
    public void Step(long uptimeMs, ISlotReadings readings)
    {
        long uptimeUs = uptimeMs * 1000;
        byte status = uptimeMs % FailureEveryMs < FailureMs ? ChannelStatus.Error : ChannelStatus.Ok;
        int current = CurrentAt(uptimeMs);
        _charge += current / 4096;
        int voltage = 5_600_000 + (int)(_charge / 64) + (current / 64);
        byte voltageStatus = uptimeMs % SaturationEveryMs < StepMs ? ChannelStatus.Saturated : status;

        readings.OnReading(Channel.Voltage, uptimeUs - 9_000 + Noise(400), voltage + Noise(12), voltageStatus);
        readings.OnReading(Channel.Current, uptimeUs - 4_000 + Noise(400), current + Noise(40), status);
        readings.OnReading(Channel.Pressure, uptimeUs, 1_900_000 + (voltage / 100) + Noise(90), ChannelStatus.Ok);
        if (uptimeMs % 1000 == 0)
        {
            int daily = (int)(uptimeMs % 7_200_000 / 400);
            readings.OnReading(Channel.Temperature, uptimeUs, 3_010_000 + daily + Noise(25), ChannelStatus.Ok);
        }
    }

    // Charge, rest, discharge, rest; a pulse of 3 s each quarter of an hour.
    private static int CurrentAt(long uptimeMs)
    {
        long pulse = uptimeMs % 900_000;
        int extra = pulse < 3_000 ? CurrentCode / 5 : 0;
        switch ((int)(uptimeMs / PhaseMs % 4))
        {
            case 0:
                return CurrentCode + extra;
            case 2:
                return -CurrentCode - extra;
            default:
                return extra;
        }
    }

    // A linear congruential generator (Knuth, Numerical Recipes), between -half and half.
    private int Noise(int half)
    {
        _noise = (_noise * 1664525) + 1013904223;
        return (((_noise >> 8) & 0xFFFFFF) % ((2 * half) + 1)) - half;
    }
}
