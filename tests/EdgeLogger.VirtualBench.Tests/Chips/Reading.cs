namespace EdgeLogger.VirtualBench.Tests.Chips;

internal readonly record struct Reading(int Channel, long UptimeUs, int Code, byte Status);
