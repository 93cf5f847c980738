using System;
using System.Globalization;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Bench.Measuring;

/// <summary>
/// Frames as a board makes them, without the board: a cell that is charged and discharged for an hour each, a row a second, 60
/// rows a frame, four channels with noise.
/// </summary>
internal sealed class BenchCell
{
    private const int RowsAFrame = 60;
    private const int PeriodMs = 1000;
    private const int HalfS = 3600;

    private readonly FrameWriter _writer = new(FrameLayout.EncodingTrend);
    private readonly Counters _counters = new();
    private readonly Random _random;
    private readonly uint _schemaHash;
    private readonly int[] _codes = new int[4];
    private readonly byte[] _status = new byte[4];
    private long _uptimeMs;
    private uint _sequence;

    public BenchCell(ulong streamId, byte[] schema, int seed)
    {
        StreamId = streamId;
        _schemaHash = Crc32.Compute(schema, 0, schema.Length);
        _random = new Random(seed);
    }

    public ulong StreamId { get; }

    /// <summary>The schema document of a board whose slots are streams first, first + 1 and so on.</summary>
    public static byte[] Schema(string board, ulong first, int streams)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{{\"v\":1,\"board\":\"{board}\",\"firmware\":\"0.1.0\",\"streams\":[");
        for (int slot = 0; slot < streams; slot++)
        {
            text.Append(slot > 0 ? "," : "").Append(CultureInfo.InvariantCulture,
                $"{{\"stream\":\"{first + (ulong)slot:x16}\",\"slot\":{slot},\"period_ms\":{PeriodMs},\"channels\":[");
            text.Append(Channel("voltage", "V", "1e-6")).Append(',').Append(Channel("current", "A", "1e-7")).Append(',')
                .Append(Channel("temperature", "degC", "1e-3")).Append(',').Append(Channel("pressure", "MPa", "1e-5"))
                .Append("]}");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    /// <summary>The next frame.</summary>
    public byte[] Next()
    {
        byte flags = _sequence == 0 ? FrameFlags.Restart : (byte)0;
        _writer.BeginRows(StreamId, 1, _schemaHash, PeriodMs, _codes.Length, flags);
        for (int row = 0; row < RowsAFrame && AddRow(); row++)
        {
        }

        int length = _writer.Finish(++_sequence, TimeQuality.Synchronised, 1_767_225_600_000, _counters);
        return _writer.Buffer[..length];
    }

    private bool AddRow()
    {
        long second = _uptimeMs / PeriodMs;
        bool charging = second / HalfS % 2 == 0;
        double share = second % HalfS / (double)HalfS;
        int voltage = (int)(3_000_000 + (1_200_000 * (charging ? share : 1 - share))) + _random.Next(-20, 21);
        int current = (charging ? 20_000 : -20_000) + _random.Next(-5, 6);
        (_codes[0], _codes[1], _codes[2], _codes[3]) =
            (voltage, current, 25_000 + _random.Next(-9, 10), 500_000 + _random.Next(-50, 51));
        if (!_writer.TryAddRow(_uptimeMs + PeriodMs, _codes, _status))
        {
            return false;
        }

        _uptimeMs += PeriodMs;
        _counters.VoltageTime += (long)voltage * PeriodMs;
        _counters.CurrentTime += (long)current * PeriodMs;
        _counters.PowerTime += ((((long)voltage * current) + (1 << (Counters.PowerShift - 1))) >> Counters.PowerShift) * PeriodMs;
        return true;
    }

    private static string Channel(string quantity, string unit, string scale) =>
        $"{{\"quantity\":\"{quantity}\",\"unit\":\"{unit}\",\"scale\":{scale}"
        + $",\"offset\":0,\"conversion\":\"linear\",\"chip\":\"ADS122C04\",\"calibrated\":\"\"}}";
}
