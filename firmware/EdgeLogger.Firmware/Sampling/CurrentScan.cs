using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>The current: one converter that runs on without a break, so that the conversions cover all of the time.</summary>
public sealed class CurrentScan : Ads122c04Scan
{
    // Where a step of the current is placed follows from where the conversions end: 0.4 % of one.
    private const int WidthShift = 8;

    private readonly SlotHardware _hardware;

    public CurrentScan(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : base(bus, hardware.CurrentChipAddress, hardware.Rate, readings, Channel.Current, WidthShift)
        => _hardware = hardware;

    /// <summary>Conversions that ended without being read since boot.</summary>
    public int Missed;

    protected override void BeginConfiguration() => Chip.BeginConfiguration(
        Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, _hardware.CurrentGain, false),
        Ads122c04Registers.Register1(_hardware.Rate, Ads122c04Reference.Internal),
        Ads122c04Registers.Register2(Ads122c04Excitation.Off),
        Ads122c04Registers.Register3(Ads122c04Route.Off, Ads122c04Route.Off));

    protected override ConverterStatus HandOn(long uptimeUs, ConverterStatus status)
    {
        Missed += Chip.NewConversions - 1;
        Report(EndUs, Chip.Code, status);
        return status;
    }
}
