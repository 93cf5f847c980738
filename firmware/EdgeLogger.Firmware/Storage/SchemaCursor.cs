namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// How far a ring was looked through for schema documents, and the one found last. A new one begins at the oldest record.
/// </summary>
public sealed class SchemaCursor
{
    internal uint Number;
    internal int Offset;

    /// <summary>The document found; null if there was none among the records that were looked at.</summary>
    public byte[]? Document { get; internal set; }

    /// <summary>Its CRC-32.</summary>
    public uint Hash { get; internal set; }

    /// <summary>Whether there is nothing more.</summary>
    public bool IsAtEnd { get; internal set; }

    /// <summary>The document found is done with.</summary>
    public void Release() => Document = null;
}
