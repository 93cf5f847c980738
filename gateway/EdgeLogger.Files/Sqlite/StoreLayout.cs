namespace EdgeLogger.Files.Sqlite;

/// <summary>What a store's file holds.</summary>
/// <param name="Version">Version of the layout, from 1; it is written into the file.</param>
/// <param name="Tables">Statements that make what is missing of it.</param>
public sealed record StoreLayout(int Version, string Tables)
{
    /// <summary>
    /// A commit is on the disk when it returns. Otherwise a power loss may take back the newest commits, though never a part of
    /// one: right for what is made again by itself.
    /// </summary>
    public bool CommitsReachDisk { get; init; }

    /// <summary>
    /// A file of another version is deleted and made again; else an older one is taken as it is, and a newer one refused.
    /// </summary>
    public bool IsRecreated { get; init; }

    /// <summary>Bytes of a page of a file that is made new; a row that is longer than about a quarter of it takes pages of its
    /// own.</summary>
    public int PageBytes { get; init; } = 4096;

    /// <summary>What a person may do about a file of a newer version, besides installing the newer program.</summary>
    public string OtherWayOut { get; init; } = "";
}
