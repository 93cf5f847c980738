namespace EdgeLogger.Firmware.Seams;

/// <summary>Seam to what the platform reports of itself and of the wires.</summary>
public interface IBoardHealth
{
    /// <summary>I2C transfers since boot that the controller could not finish.</summary>
    int I2cFaults { get; }

    /// <summary>Selections since boot that a multiplexer did not take.</summary>
    int MultiplexerFaults { get; }

    /// <summary>Times since boot that the Wi-Fi network was lost.</summary>
    int NetworkLosses { get; }

    /// <summary>Free memory after a collection, bytes. It takes some ms.</summary>
    int FreeHeapBytes();
}
