using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A stream of a board: whole frames of ten rows, one a second, that a gateway can derive results from.</summary>
internal sealed class TestStream
{
    public const int RowsAFrame = 10;
    public const long StartUtcMs = 1_767_225_600_000;

    private readonly FrameWriter _writer = new();
    private readonly Counters _counters = new();
    private readonly uint _schemaHash;
    private uint _boot = 1;
    private bool _isFirst = true;
    private long _uptimeMs;
    private long _recordMs;

    public TestStream(ulong id, string board = "board-a", long startUtcMs = StartUtcMs, string currentScale = "1e-7")
    {
        Id = id;
        UtcMinusUptimeMs = startUtcMs;
        Schema = Encoding.UTF8.GetBytes($$"""
            {"v":1,"board":"{{board}}","firmware":"0.1.0","streams":[{"stream":"{{id:x16}}","slot":0,"period_ms":1000,"channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear","chip":"ADS122C04","calibrated":""},
            {"quantity":"current","unit":"A","scale":{{currentScale}},"offset":0,"conversion":"linear","chip":"ADS122C04","calibrated":""}]}]}
            """);
        _schemaHash = Crc32.Compute(Schema, 0, Schema.Length);
    }

    public ulong Id { get; }

    public byte[] Schema { get; }

    public long UtcMinusUptimeMs { get; set; }

    public TimeQuality TimeQuality { get; set; } = TimeQuality.Synchronised;

    /// <summary>The number of the frame made last.</summary>
    public uint Last { get; private set; }

    /// <summary>Every frame made, by number.</summary>
    public SortedDictionary<uint, byte[]> Made { get; } = [];

    public byte[] Next()
    {
        _writer.BeginRows(Id, _boot, _schemaHash, 1000, 2, _isFirst ? FrameFlags.Restart : (byte)0);
        _isFirst = false;
        for (int row = 0; row < RowsAFrame; row++)
        {
            AddRow();
        }

        int length = _writer.Finish(++Last, TimeQuality, UtcMinusUptimeMs, _counters);
        byte[] frame = _writer.Buffer[..length];
        Made.Add(Last, frame);
        return frame;
    }

    /// <summary>So many frames more.</summary>
    public IReadOnlyList<byte[]> Next(int frames) => [.. Enumerable.Range(0, frames).Select(_ => Next())];

    /// <summary>The board loses power and comes back.</summary>
    public void Reboot()
    {
        _boot++;
        _isFirst = true;
        _uptimeMs = 0;
        (_counters.CurrentTime, _counters.VoltageTime, _counters.PowerTime) = (0, 0, 0);
    }

    // Ten minutes of charge, ten of discharge.
    private void AddRow()
    {
        bool charging = _recordMs / 600_000 % 2 == 0;
        double share = _recordMs % 600_000 / 600_000.0;
        int voltage = (int)(3_000_000 + (1_000_000 * (charging ? share : 1 - share))) + (int)(_recordMs / 1000 * 7919 % 97);
        int current = charging ? 20_000 : -20_000;
        _uptimeMs += 1000;
        _recordMs += 1000;
        Assert.True(_writer.TryAddRow(_uptimeMs, [voltage, current], new byte[2]));
        _counters.VoltageTime += voltage * 1000L;
        _counters.CurrentTime += current * 1000L;
        _counters.PowerTime += ((((long)voltage * current) + (1 << (Counters.PowerShift - 1))) >> Counters.PowerShift) * 1000;
    }
}
