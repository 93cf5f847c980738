namespace EdgeLogger.Firmware.Sampling;

/// <summary>How readings become rows, and rows frames. Codes are raw codes of the channel; 0 turns a threshold off.</summary>
public sealed class SamplerSettings
{
    /// <summary>Reporting period, 1 to 65,535 ms. Rows end on multiples of it.</summary>
    public int PeriodMs = 1000;

    /// <summary>Silence of the current channel after which integration starts again, ms.</summary>
    public int BreakMs = 1000;

    /// <summary>A change between two current readings above this is a step.</summary>
    public int StepCodes = 2000;

    /// <summary>A change of the voltage since the last row above this adds a row.</summary>
    public int VoltageChangeCodes = 6827;

    /// <summary>A change of the pressure since the last row above this adds a row.</summary>
    public int PressureChangeCodes;

    /// <summary>Rows added by a change are at least so far apart, ms.</summary>
    public int AddedRowMs = 100;

    /// <summary>
    /// A mean of the temperature that differs from the one sent last by no more than this is sent as that one: it costs one bit,
    /// and the error stays within the band. Belongs below the sensor's own uncertainty.
    /// </summary>
    public int TemperatureBandCodes;

    /// <summary>The same for the pressure.</summary>
    public int PressureBandCodes;

    /// <summary>Rows after which a frame is closed, 1 to 255.</summary>
    public int RowsPerFrame = 60;

    /// <summary>
    /// Age of its first row at which a frame is closed, ms. With the default a 1 Hz frame spreads its header over 60 rows.
    /// </summary>
    public int FrameMaxAgeMs = 60000;

    /// <summary>
    /// Rows that a frame must have for a step to close it: a conversion that straddles the step, or a drive cycle, does not make
    /// a frame of each row. Both sides of the step are rows in any case.
    /// </summary>
    public int StepFrameMinRows = 4;

    /// <summary>A channel that gave nothing good for so long is reported as faulty, ms.</summary>
    public int FaultAfterMs = 3000;
}
