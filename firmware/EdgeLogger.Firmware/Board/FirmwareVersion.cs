namespace EdgeLogger.Firmware.Board;

/// <summary>The version that the board reports to the gateway.</summary>
public static class FirmwareVersion
{
    public const string Text = "0.1.0";
}
