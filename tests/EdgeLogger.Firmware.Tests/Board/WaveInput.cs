using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>
/// Twenty readings a second of voltage and current that move a little and step now and then; throws on command.
/// </summary>
internal sealed class WaveInput(ISlotReadings readings, int seed) : ISlotInput
{
    private const long EveryUs = 50_000;

    private readonly Random _random = new(seed);
    private int _current = 1000;
    private int _voltage = 4_000_000;

    public bool Fails { get; set; }

    /// <summary>Stands still from now on, and says nothing.</summary>
    public bool Hangs { get; set; }

    public int Restarts { get; private set; }

    public long NextDueUs { get; private set; }

    public void Step(long uptimeUs)
    {
        if (Fails)
        {
            throw new InvalidOperationException("the input fails");
        }

        if (Hangs)
        {
            NextDueUs = long.MaxValue;
            return;
        }

        _voltage += _random.Next(-40, 45);
        _current = _random.Next(2000) == 0 ? -_current : _current;
        readings.OnReading(Channel.Voltage, uptimeUs - 20, _voltage, ChannelStatus.Ok);
        readings.OnReading(Channel.Current, uptimeUs, _current + _random.Next(-3, 4), ChannelStatus.Ok);
        readings.OnReading(Channel.Temperature, uptimeUs, 2_900_000 + _random.Next(-50, 50), ChannelStatus.Ok);
        readings.OnReading(Channel.Pressure, uptimeUs, 1_234_567 + _random.Next(-200, 200), ChannelStatus.Ok);
        NextDueUs = uptimeUs + EveryUs;
    }

    public void Restart(long uptimeUs)
    {
        Restarts++;
        NextDueUs = uptimeUs;
    }
}
