using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>A slot's stream of frames, one row a second, whose rows, counters and times a test chooses.</summary>
public sealed class SlotStream
{
    private readonly FrameWriter _writer = new();
    private readonly Counters _counters = new();
    private readonly int _slot;
    private readonly string _rows;
    private uint _schemaHash;
    private bool _isRestart = true;

    /// <param name="id">The stream.</param>
    /// <param name="slot">Its slot of bench-01.</param>
    /// <param name="rows">What its rows are: "means" of a board, or a file's "readings".</param>
    public SlotStream(ulong id, int slot, string rows = "means")
    {
        (Id, _slot, _rows) = (id, slot, rows);
        Calibrate(1e-7, 0);
    }

    public ulong Id { get; }

    /// <summary>The schema document of the frames that are made now.</summary>
    public byte[] Schema { get; private set; }

    public uint Boot { get; private set; } = 1;

    /// <summary>Uptime of the newest row, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>The number of the next frame.</summary>
    public uint Next { get; private set; } = 1;

    /// <summary>UTC minus uptime, ms; null: the board does not know.</summary>
    public long? UtcMinusUptimeMs { get; set; }

    /// <summary>From now on the schema says that codes of the current are worth something else; the codes stay what they
    /// are.</summary>
    /// <param name="scaleA">A code, A.</param>
    /// <param name="offsetA">Code 0, A.</param>
    /// <param name="calibrated">The day of the calibration.</param>
    [MemberNotNull(nameof(Schema))]
    public void Calibrate(double scaleA, double offsetA, string calibrated = "")
    {
        Schema = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"v":1,"board":"bench-01","firmware":"0.1.0","streams":[{"stream":"{{Id:x16}}","slot":{{_slot}},"period_ms":1000,"rows":"{{_rows}}","channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear","calibrated":"{{calibrated}}"},
            {"quantity":"current","unit":"A","scale":{{scaleA:R}},"offset":{{offsetA:R}},"conversion":"linear","calibrated":"{{calibrated}}"}]}]}
            """));
        _schemaHash = Crc32.Compute(Schema, 0, Schema.Length);
    }

    /// <summary>Voltage of rows without current, V.</summary>
    public double RestV { get; set; } = 3.5;

    /// <summary>The next frame: rows of a current, a second apart.</summary>
    public byte[] Frame(double currentA, int rows = 10)
    {
        _writer.BeginRows(Id, Boot, _schemaHash, 1000, 2, _isRestart ? FrameFlags.Restart : (byte)0);
        int volts = currentA == 0 ? (int)Math.Round(RestV * 1e6) : currentA > 0 ? 3_800_000 : 3_200_000;
        int amperes = (int)(currentA * 1e7);
        for (int row = 0; row < rows; row++)
        {
            if (!_isRestart)
            {
                UptimeMs += 1000;
                _counters.VoltageTime += volts * 1000L;
                _counters.CurrentTime += amperes * 1000L;
                _counters.PowerTime += (((long)volts * amperes) >> Counters.PowerShift) * 1000;
            }

            _isRestart = false;
            _writer.TryAddRow(UptimeMs, [volts, amperes], new byte[2]);
        }

        return Finished();
    }

    /// <summary>The board loses power and comes back.</summary>
    public void Reboot()
    {
        (Boot, UptimeMs, _isRestart) = (Boot + 1, 0, true);
        (_counters.CurrentTime, _counters.VoltageTime, _counters.PowerTime) = (0, 0, 0);
    }

    /// <summary>Frames of a current in order.</summary>
    public IEnumerable<byte[]> Run(double currentA, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            yield return Frame(currentA);
        }
    }

    /// <summary>A report that frames are lost.</summary>
    public byte[] Gap(uint first, uint last)
    {
        _writer.BeginGap(Id, Boot, _schemaHash, UptimeMs, first, last);
        return Finished();
    }

    private byte[] Finished()
    {
        int length = _writer.Finish(
            Next++, UtcMinusUptimeMs is null ? TimeQuality.None : TimeQuality.Synchronised, UtcMinusUptimeMs ?? 0, _counters);
        return _writer.Buffer[..length];
    }
}
