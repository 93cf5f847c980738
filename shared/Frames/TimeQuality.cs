namespace EdgeLogger.Frames;

/// <summary>How far the board's UTC label can be trusted (byte 5).</summary>
public enum TimeQuality : byte
{
    /// <summary>UTC is not known; the offset field means nothing.</summary>
    None = 0,

    /// <summary>UTC was synchronised in this boot, longer ago than the board's holdover limit.</summary>
    Holdover = 1,

    /// <summary>UTC is synchronised.</summary>
    Synchronised = 2,
}
