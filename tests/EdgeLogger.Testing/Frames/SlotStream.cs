using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Testing.Frames;

/// <summary>A slot's stream of frames, one row a second, whose rows, counters and times a test chooses.</summary>
public sealed class SlotStream
{
    private readonly FrameWriter _writer = new();
    private readonly Counters _counters = new();
    private readonly uint _schemaHash;
    private bool _isRestart = true;

    /// <param name="id">The stream.</param>
    /// <param name="slot">Its slot of bench-01.</param>
    /// <param name="rows">What its rows are: "means" of a board, or a file's "readings".</param>
    public SlotStream(ulong id, int slot, string rows = "means")
    {
        Id = id;
        Schema = Encoding.UTF8.GetBytes($$"""
            {"v":1,"board":"bench-01","firmware":"0.1.0","streams":[{"stream":"{{id:x16}}","slot":{{slot}},"period_ms":1000,"rows":"{{rows}}","channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"current","unit":"A","scale":1e-7,"offset":0,"conversion":"linear"}]}]}
            """);
        _schemaHash = Crc32.Compute(Schema, 0, Schema.Length);
    }

    public ulong Id { get; }

    /// <summary>The schema document.</summary>
    public byte[] Schema { get; }

    public uint Boot { get; private set; } = 1;

    /// <summary>Uptime of the newest row, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>The number of the next frame.</summary>
    public uint Next { get; private set; } = 1;

    /// <summary>UTC minus uptime, ms; null: the board does not know.</summary>
    public long? UtcMinusUptimeMs { get; set; }

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
