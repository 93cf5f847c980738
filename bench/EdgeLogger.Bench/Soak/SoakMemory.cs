using System;
using System.Diagnostics;
using System.Globalization;
using EdgeLogger.Bench.Replay;

namespace EdgeLogger.Bench.Soak;

/// <summary>Memory of the boards' process and of the gateway's, as the system counts it, while a soak runs.</summary>
internal sealed class SoakMemory(ReplayGateway gateway)
{
    private const long BytesAMegabyte = 1 << 20;

    /// <summary>Both at a moment, bytes.</summary>
    /// <param name="Boards">Of the process with the boards in it: this one.</param>
    /// <param name="Gateway">Of the gateway.</param>
    public readonly record struct Reading(long Boards, long Gateway)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture,
                $"boards {Boards / BytesAMegabyte} MB, gateway {Gateway / BytesAMegabyte} MB");
    }

    /// <summary>The first reading.</summary>
    public Reading First { get; private set; }

    /// <summary>The newest reading.</summary>
    public Reading Last { get; private set; }

    /// <summary>The highest of each.</summary>
    public Reading Most { get; private set; }

    /// <summary>Reads both; not while the gateway is being started.</summary>
    public void Read()
    {
        long gatewayBytes = gateway.ResidentBytes;
        if (gatewayBytes == 0)
        {
            return;
        }

        using Process own = Process.GetCurrentProcess();
        Last = new Reading(own.WorkingSet64, gatewayBytes);
        First = First == default ? Last : First;
        Most = new Reading(Math.Max(Most.Boards, Last.Boards), Math.Max(Most.Gateway, Last.Gateway));
    }
}
