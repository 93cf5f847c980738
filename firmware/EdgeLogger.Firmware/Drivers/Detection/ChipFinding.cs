namespace EdgeLogger.Firmware.Drivers.Detection;

/// <summary>One place that the survey looked at: what it expected there and what it found.</summary>
public sealed class ChipFinding
{
    /// <summary>The slot whose place it is; -1: no slot's.</summary>
    public int Slot = -1;

    /// <summary>7-bit address; -1 on SPI.</summary>
    public int Address = -1;

    /// <summary>The chip that the slot is configured with; empty: none.</summary>
    public string Expected = "";

    /// <summary>The chip that answers, or a constant of <see cref="ChipProbe"/>.</summary>
    public string Found = "";

    /// <summary>Whether what is there is what shall be there.</summary>
    public bool IsAsExpected => Expected == Found;
}
