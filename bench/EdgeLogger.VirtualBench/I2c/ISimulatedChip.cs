namespace EdgeLogger.VirtualBench.I2c;

/// <summary>A chip on the simulated bus, seen from its two wires.</summary>
public interface ISimulatedChip
{
    /// <summary>The chip is addressed and gets bytes. False: it does not acknowledge them.</summary>
    bool Write(long uptimeUs, byte[] data, int count);

    /// <summary>The chip is addressed and sends bytes, after a repeated start or not. False: it does not acknowledge.</summary>
    bool Read(long uptimeUs, byte[] result, int count);
}
