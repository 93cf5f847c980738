using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.Firmware.Drivers.Nau7802;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>Puts the scans of a slot together from what it is built of.</summary>
internal static class SlotScans
{
    // Where a step of the current is placed follows from where the conversions end: 0.4 % of one.
    private const int CurrentWidthShift = 8;
    private const int LoadCellWidthShift = 3;

    /// <summary>The scan of the cell's voltage; null if the current's chip measures it.</summary>
    public static ConverterScan? Voltage(II2cBus bus, SlotHardware hardware, ISlotReadings readings) => hardware.VoltageChip switch
    {
        SlotChip.Ina228 => null,
        _ => new VoltageScan(new Ads122c04(bus, hardware.VoltageChipAddress), hardware, readings),
    };

    /// <summary>The scan of the current: one converter that runs on without a break, so that the conversions cover all of the time.</summary>
    public static ConverterScan Current(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
    {
        if (hardware.CurrentChip == SlotChip.Ina228)
        {
            bool withVoltage = hardware.VoltageChip == SlotChip.Ina228;
            Ina228 monitor = new Ina228(bus, hardware.CurrentChipAddress, hardware.NarrowShuntRange, withVoltage);
            return new Ina228Scan(monitor, readings, withVoltage);
        }

        Ads122c04 chip = new Ads122c04(bus, hardware.CurrentChipAddress);
        chip.BeginConfiguration(
            Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, hardware.CurrentGain, false),
            Ads122c04Registers.Register1(hardware.Rate, Ads122c04Reference.Internal),
            Ads122c04Registers.Register2(Ads122c04Excitation.Off),
            Ads122c04Registers.Register3(Ads122c04Route.Off, Ads122c04Route.Off));
        return new ClockedScan(readings, Channel.Current, chip, Ads122c04Registers.ConversionTimeNs(hardware.Rate),
            Ads122c04Registers.ClockTolerancePercent, Ads122c04Registers.PauseUs, CurrentWidthShift);
    }

    /// <summary>The scan of the load cell; null if none is fitted.</summary>
    public static ConverterScan? Pressure(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
    {
        if (!hardware.HasLoadCell)
        {
            return null;
        }

        Nau7802 chip = new Nau7802(bus);
        chip.BeginConfiguration(hardware.LoadCellGain, hardware.LoadCellRate);
        return new ClockedScan(readings, Channel.Pressure, chip, Nau7802Registers.ConversionTimeNs(hardware.LoadCellRate),
            Nau7802Registers.ClockTolerancePercent, Nau7802Registers.PauseUs, LoadCellWidthShift);
    }
}
