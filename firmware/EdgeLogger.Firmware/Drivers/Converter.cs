namespace EdgeLogger.Firmware.Drivers;

/// <summary>
/// One converter chip, whatever wires it hangs on. It is configured step by step, then read; no call waits, throws or allocates,
/// and every fault is reported by a <see cref="ConverterStatus"/>.
/// </summary>
public abstract class Converter
{
    /// <summary>The last conversion; changes when <see cref="Read"/> returns Ok or Saturated.</summary>
    public int Code;

    /// <summary>
    /// Conversions that ended between the last two readings, where the chip counts them: 1, or more if some went by unread; else
    /// 0.
    /// </summary>
    public int NewConversions;

    /// <summary>How long to wait before the next call, us, where the chip has a pace of its own.</summary>
    public int PauseUs;

    /// <summary>Transfers that failed since boot.</summary>
    public int BusFaults;

    /// <summary>Transfers whose bytes contradicted their check, or their repetition, since boot.</summary>
    public int IntegrityFaults;

    /// <summary>How often the chip was found without its configuration since boot.</summary>
    public int ConfigurationLosses;

    /// <summary>
    /// How long a fault may last before the chip is configured again and its silence reported, if longer than a conversion, us.
    /// </summary>
    public virtual long PatienceUs => 0;

    /// <summary>
    /// Begins the configuration again, with the settings the driver has; <see cref="StepConfiguration"/> carries it out.
    /// </summary>
    public abstract void StartOver();

    /// <summary>A few transfers of the configuration, which begins with a reset where the chip has one.</summary>
    /// <returns>Busy, Ok when conversions run, or a fault, after which the next call begins again.</returns>
    public abstract ConverterStatus StepConfiguration();

    /// <summary>Fetches the newest conversion if it was not fetched before.</summary>
    /// <returns>Ok or Saturated with a new <see cref="Code"/>; NoNewData or Busy; SensorFault; or a fault of chip or
    /// bus.</returns>
    public abstract ConverterStatus Read();

    /// <summary>Reads a part of the configuration back, another at each call where there are several.</summary>
    public abstract ConverterStatus Check();

    /// <summary>Frees a bus that is stuck, where its controller can. True if it was tried.</summary>
    public virtual bool ClearBus() => false;

    /// <summary>Counts a loss of the configuration.</summary>
    protected ConverterStatus Lost()
    {
        ConfigurationLosses++;
        return ConverterStatus.ConfigurationLost;
    }

    /// <summary>Counts a contradiction.</summary>
    protected ConverterStatus Contradicted()
    {
        IntegrityFaults++;
        return ConverterStatus.Corrupt;
    }
}
