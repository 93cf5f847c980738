using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using EdgeLogger.Frames;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Results.Import;

/// <summary>
/// A file's rows as frames of readings (docs/specs/frame.md, section 6). The same rows give the same bytes, so that a second
/// import changes nothing. Times are kept to the millisecond, voltage and current to a decimal fraction that the largest still
/// fits.
/// </summary>
internal sealed class RecordFrames
{
    private const int RowsAFrame = 60;
    private const double MostCode = 2_000_000_000;
    private const double TemperatureScale = 1e-6;

    private readonly string _path;
    private readonly CurrentSign _sign;
    private readonly RecordShape _shape;
    private readonly double _voltageScale;
    private readonly double _currentScale;
    private readonly long? _utcMinusUptimeMs;
    private readonly double _shiftS;

    /// <param name="path">The file.</param>
    /// <param name="sign">Which direction of current it writes as positive.</param>
    /// <param name="shape">What is known of it.</param>
    /// <param name="board">The board it shall seem to come from.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="startUtcMs">When its first row was, Unix ms; null if that is not known.</param>
    public RecordFrames(
        string path, CurrentSign sign, RecordShape shape, string board, int slot, long? startUtcMs)
    {
        _path = path;
        _sign = sign;
        _shape = shape;
        // A board's clock begins at zero; a file's may begin before.
        _shiftS = Math.Max(0, Math.Ceiling(-shape.FirstS));
        _utcMinusUptimeMs = startUtcMs - UptimeMs(shape.FirstS);
        _voltageScale = ScaleFor(shape.MostV);
        _currentScale = ScaleFor(shape.MostA);
        Schema = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"v":1,"board":"{{board}}","firmware":"import","streams":[{"stream":"{{shape.StreamId:x16}}","slot":{{slot}},"period_ms":{{shape.PeriodMs}},"rows":"readings","channels":[{"quantity":"voltage","unit":"V","scale":{{_voltageScale:R}},"offset":0,"conversion":"linear"},{"quantity":"current","unit":"A","scale":{{_currentScale:R}},"offset":0,"conversion":"linear"},{"quantity":"temperature","unit":"degC","scale":{{TemperatureScale:R}},"offset":0,"conversion":"linear"}]}]}
            """));
    }

    /// <summary>The schema document that gives the codes their meaning.</summary>
    public byte[] Schema { get; }

    /// <summary>The frames in order.</summary>
    /// <exception cref="RecordFormatException">The file cannot be read.</exception>
    public IEnumerable<byte[]> All()
    {
        using RecordFile record = RecordFile.Open(_path, _sign);
        FrameWriter frame = new();
        uint schemaHash = Crc32.Compute(Schema, 0, Schema.Length);
        int[] codes = new int[3];
        byte[] status = new byte[3];
        uint sequence = 1;
        Begin(frame, schemaHash, FrameFlags.Restart);
        while (record.TryRead(out RecordRow row))
        {
            long uptimeMs = UptimeMs(row.TimeS);
            Set(codes, status, 0, row.VoltageV / _voltageScale);
            Set(codes, status, 1, row.CurrentA / _currentScale);
            Set(codes, status, 2, row.TemperatureDegC / TemperatureScale);
            if (frame.RowCount == RowsAFrame || !frame.TryAddRow(uptimeMs, codes, status))
            {
                yield return Finish(frame, sequence++);
                Begin(frame, schemaHash, 0);
                frame.TryAddRow(uptimeMs, codes, status);
            }
        }

        yield return Finish(frame, sequence);
    }

    private long UptimeMs(double timeS) => (long)Math.Round((timeS + _shiftS) * 1000);

    private void Begin(FrameWriter frame, uint schemaHash, byte flags) =>
        frame.BeginRows(_shape.StreamId, bootCount: 1, schemaHash, _shape.PeriodMs, channelCount: 3, flags);

    private byte[] Finish(FrameWriter frame, uint sequence)
    {
        int length = frame.Finish(
            sequence, _utcMinusUptimeMs is null ? TimeQuality.None : TimeQuality.Synchronised, _utcMinusUptimeMs ?? 0,
            new Counters());
        return frame.Buffer[..length];
    }

    private static void Set(int[] codes, byte[] status, int channel, double code)
    {
        bool isThere = Math.Abs(code) <= int.MaxValue;
        codes[channel] = isThere ? (int)Math.Round(code) : 0;
        status[channel] = isThere ? ChannelStatus.Ok : ChannelStatus.Missing;
    }

    /// <summary>The smallest power of ten by which the largest value is still a code.</summary>
    private static double ScaleFor(double most)
    {
        int decimals = most > 0 ? (int)Math.Floor(Math.Log10(MostCode / most)) : 9;
        return double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{-Math.Clamp(decimals, -9, 15)}"),
            CultureInfo.InvariantCulture);
    }
}
