using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Drivers;

/// <summary>
/// An SPI device that expects transfers byte for byte, in order: what goes out, and after a slash what comes in.
/// </summary>
internal sealed class ScriptedSpi : ISpiDevice
{
    private readonly Queue<string> _script = new();

    public bool IsDone => _script.Count == 0;

    public ScriptedSpi Expect(params string[] transfers)
    {
        foreach (string transfer in transfers)
        {
            _script.Enqueue(transfer);
        }

        return this;
    }

    public bool Transfer(byte[] write, byte[] read, int count)
    {
        string written = BitConverter.ToString(write, 0, count).Replace('-', ' ');
        Assert.True(_script.Count > 0, $"unexpected transfer {written}");
        string[] halves = _script.Dequeue().Split(" / ");
        Assert.Equal(halves[0], written);
        if (halves.Length > 1 && halves[1] == "fails")
        {
            return false;
        }

        if (halves.Length > 1)
        {
            Convert.FromHexString(halves[1].Replace(" ", "", StringComparison.Ordinal)).CopyTo(read, 0);
        }

        return true;
    }
}
