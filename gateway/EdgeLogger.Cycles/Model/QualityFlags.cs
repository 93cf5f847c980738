using System;

namespace EdgeLogger.Cycles.Model;

/// <summary>What a reader should know before trusting a result.</summary>
[Flags]
public enum QualityFlags
{
    /// <summary>Nothing to be known.</summary>
    None = 0,

    /// <summary>Samples are missing inside.</summary>
    Gap = 1,

    /// <summary>The clock ran backwards; the step was not integrated.</summary>
    BackwardClock = 2,

    /// <summary>The record joins a half cycle that had begun before it.</summary>
    JoinsMidway = 4,

    /// <summary>The current's resolution is too coarse for the current in use.</summary>
    CoarseCurrent = 8,

    /// <summary>A converter stood at the end of its range.</summary>
    Saturated = 16,

    /// <summary>The voltage falls while "charging": the current's sign may be reversed.</summary>
    SignSuspect = 32,

    /// <summary>A sample was not a number and was left out.</summary>
    NotANumber = 64,

    /// <summary>The voltage kept one code over steps of the current: its sensor may be stuck.</summary>
    SensorStuck = 128,

    /// <summary>
    /// An edge of the test cuts a board's frame: its charge there is that of the rows, without the board's counters.
    /// </summary>
    CutFrame = 256,
}
