namespace EdgeLogger.Boards.Flashing;

/// <summary>
/// The interpreter that the packages of the device build fit: each names the native part that it calls by version and checksum
/// (firmware/EdgeLogger.Device/packages.tsv), and an interpreter without it does not start the program.
/// </summary>
internal static class InterpreterVersion
{
    public const int Major = 1;
    public const int Minor = 17;
}
