using System;

namespace EdgeLogger.VirtualBench.Flash;

/// <summary>The simulated board has no power: nothing of it runs on.</summary>
public sealed class PowerLostException : Exception
{
    public PowerLostException()
        : base("Power lost.")
    {
    }
}
