using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Drivers;

/// <summary>A bus that expects transfers byte for byte, in order: "41 w 40 0A" or "41 w 10 r 01 7F FF FF", hexadecimal.</summary>
internal sealed class ScriptedBus : II2cBus
{
    private readonly Queue<string> _script = new();

    public ScriptedBus Expect(params string[] transfers)
    {
        foreach (string transfer in transfers)
        {
            _script.Enqueue(transfer);
        }

        return this;
    }

    public bool IsDone => _script.Count == 0;

    public I2cStatus Write(byte address, byte[] data, int count) => Next($"{address:X2} w {Hex(data, count)}", [], 0);

    public I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount)
        => Next($"{address:X2} w {Hex(data, writeCount)}", result, readCount);

    private I2cStatus Next(string written, byte[] result, int readCount)
    {
        Assert.True(_script.Count > 0, $"unexpected transfer {written}");
        string expected = _script.Dequeue();
        if (expected.EndsWith("nack", StringComparison.Ordinal))
        {
            Assert.Equal(expected, written + " nack");
            return I2cStatus.Nack;
        }

        if (expected.EndsWith("stuck", StringComparison.Ordinal))
        {
            Assert.Equal(expected, written + " stuck");
            return I2cStatus.BusStuck;
        }

        string[] halves = expected.Split(" r ");
        Assert.Equal(halves[0], written);
        byte[] reply = halves.Length > 1 ? Convert.FromHexString(halves[1].Replace(" ", "", StringComparison.Ordinal)) : [];
        Assert.Equal(reply.Length, readCount);
        reply.CopyTo(result, 0);
        return I2cStatus.Ok;
    }

    private static string Hex(byte[] data, int count) => BitConverter.ToString(data, 0, count).Replace('-', ' ');
}
