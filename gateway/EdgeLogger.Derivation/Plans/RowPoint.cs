namespace EdgeLogger.Derivation.Plans;

/// <summary>A place in a stream, on the board's own clock: rows whose period ends after it come after it.</summary>
/// <param name="Boot">The boot of the board.</param>
/// <param name="UptimeMs">Uptime in that boot, ms.</param>
public readonly record struct RowPoint(uint Boot, long UptimeMs)
{
    /// <summary>Whether a row that ends at an uptime of a boot comes after this point.</summary>
    public bool IsBefore(uint boot, long uptimeMs) => Boot != boot ? Boot < boot : UptimeMs < uptimeMs;
}
