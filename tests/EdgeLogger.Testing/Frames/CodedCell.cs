using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>
/// A board's frames made from codes that are known: 4 readings in each row of 1 s, rows rounded as a board rounds them, counters
/// exact.
/// </summary>
public sealed class CodedCell
{
    public const ulong StreamId = 0xABCDEF;
    public const int RowsAFrame = 10;
    private const int ReadingMs = 250;

    private readonly FrameWriter _writer = new();
    private readonly Counters _counters = new();
    private readonly Random _random;
    private long _uptimeMs;
    private uint _sequence = 1;
    private bool _restart = true;

    public CodedCell(int seed) => _random = new Random(seed);

    public static byte[] SchemaBytes { get; } = Encoding.UTF8.GetBytes("""
        {"v":1,"board":"bench-01","firmware":"0.1.0","streams":[{"stream":"0000000000abcdef","slot":0,"period_ms":1000,"channels":[
        {"quantity":"voltage","unit":"V","scale":1e-6,"offset":2e-3,"conversion":"linear","chip":"ADS122C04","calibrated":""},
        {"quantity":"current","unit":"A","scale":1e-7,"offset":-3e-6,"conversion":"linear","chip":"ADS122C04","calibrated":""},
        {"quantity":"temperature","unit":"degC","scale":1e-3,"offset":0,"conversion":"rtd:1000","chip":"ADS122C04","calibrated":""},
        {"quantity":"pressure","unit":"MPa","scale":1e-4,"offset":0,"conversion":"linear","chip":"ADS122C04","calibrated":""}]}]}
        """);

    public static StreamSchema Schema { get; } = SchemaDocument.Parse(SchemaBytes).Streams[0];

    /// <summary>Charge of everything made so far by the counters' own arithmetic, Ah.</summary>
    public double ChargeAh { get; private set; }

    public double EnergyWh { get; private set; }

    /// <summary>mohm of the platinum thermometer; the default is 25 degC.</summary>
    public int TemperatureCode { get; set; } = 1097347;

    /// <summary>0.1 kPa.</summary>
    public int PressureCode { get; set; } = 700_000;

    public uint Boot { get; set; } = 1;

    public TimeQuality TimeQuality { get; set; }

    public long UtcMinusUptimeMs { get; set; }

    /// <summary>Frames of a constant current with noise of some codes, for a number of whole frames.</summary>
    public IEnumerable<byte[]> Run(double currentA, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            yield return OneFrame(currentA);
        }
    }

    /// <summary>A frame that reports others lost.</summary>
    public byte[] Gap(uint first, uint last)
    {
        _writer.BeginGap(StreamId, Boot, Crc32.Compute(SchemaBytes, 0, SchemaBytes.Length), _uptimeMs, first, last);
        int length = _writer.Finish(_sequence++, TimeQuality, UtcMinusUptimeMs, _counters);
        return _writer.Buffer[..length];
    }

    /// <summary>The board loses power and comes back.</summary>
    public void Reboot()
    {
        Boot++;
        _uptimeMs = 0;
        _counters.CurrentTime = 0;
        _counters.VoltageTime = 0;
        _counters.PowerTime = 0;
        _restart = true;
    }

    /// <summary>The readings stop for a while, and what flows meanwhile is not counted.</summary>
    public void Pause(int ms)
    {
        _uptimeMs += ms;
        _restart = true;
    }

    private byte[] OneFrame(double currentA)
    {
        _writer.BeginRows(StreamId, Boot, Crc32.Compute(SchemaBytes, 0, SchemaBytes.Length), 1000, 4, _restart
            ? FrameFlags.Restart
            : (byte)0);
        for (int row = 0; row < RowsAFrame; row++)
        {
            bool instant = _restart;
            _restart = false;
            (int voltage, int current) = instant ? Reading(currentA) : Mean(currentA);
            _writer.TryAddRow(_uptimeMs, [voltage, current, TemperatureCode, PressureCode], new byte[4]);
        }

        int length = _writer.Finish(_sequence++, TimeQuality, UtcMinusUptimeMs, _counters);
        return _writer.Buffer[..length];
    }

    private (int Voltage, int Current) Mean(double currentA)
    {
        long voltageSum = 0;
        long currentSum = 0;
        for (int i = 0; i < 1000 / ReadingMs; i++)
        {
            (int voltage, int current) = Reading(currentA);
            _uptimeMs += ReadingMs;
            long power = (((long)voltage * current) + (1 << (Counters.PowerShift - 1))) >> Counters.PowerShift;
            _counters.VoltageTime += (long)voltage * ReadingMs;
            _counters.CurrentTime += (long)current * ReadingMs;
            _counters.PowerTime += power * ReadingMs;
            double v = Schema.Channels[0].Value(voltage);
            double a = Schema.Channels[1].Value(current);
            ChargeAh += a * ReadingMs / 3.6e6;
            EnergyWh += v * a * ReadingMs / 3.6e6;
            voltageSum += voltage;
            currentSum += current;
        }

        return ((int)Math.Round(voltageSum * ReadingMs / 1000.0), (int)Math.Round(currentSum * ReadingMs / 1000.0));
    }

    private (int Voltage, int Current) Reading(double currentA)
    {
        ChannelScale scale = Schema.Channels[1];
        return (3_500_000 + _random.Next(-50, 51), (int)Math.Round((currentA - scale.Offset) / scale.Scale)
            + _random.Next(-20, 21));
    }
}
