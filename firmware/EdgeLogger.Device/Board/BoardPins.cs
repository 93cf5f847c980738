using System.Device.Gpio;
using EdgeLogger.Firmware.Drivers.OnChipAdc;
using nanoFramework.Hardware.Esp32;

namespace EdgeLogger.Device.Board;

/// <summary>Which pin does what: docs/specs/device.md.</summary>
public sealed class BoardPins
{
    public int I2cData = 8;
    public int I2cClock = 9;

    /// <summary>The thermometer bus, and the select line of each slot's MAX31865.</summary>
    public int ThermometerMosi = 40;
    public int ThermometerMiso = 41;
    public int ThermometerClock = 42;
    public int[] ThermometerSelect = new int[] { 14, 15, 16, 21 };

    /// <summary>The HX711's clock and data, and the clock of their bus, which goes nowhere.</summary>
    public int LoadCellClock = 4;
    public int LoadCellData = 5;
    public int LoadCellUnused = 6;

    /// <summary>The serial line for provisioning.</summary>
    public int SerialTransmit = 17;
    public int SerialReceive = 18;

    /// <summary>The lamp that shows which board is meant.</summary>
    public int Lamp = 2;

    /// <summary>Channels of the first converter: half of the 3.3 V, and the tap of the board's thermistor.</summary>
    public int SupplyChannel = 6;
    public int ThermistorChannel = 0;

    /// <summary>The microSD card, one data line.</summary>
    public int CardClock = 12;
    public int CardCommand = 11;
    public int CardData = 13;

    /// <summary>The pins of the reference board (ESP32-S3), or those of an ESP32.</summary>
    /// <param name="targetName">The firmware's target: ESP32_S3_OCTAL, ESP32_REV3, ...</param>
    public static BoardPins Of(string targetName)
    {
        BoardPins pins = new BoardPins();
        if (targetName.IndexOf("S3") < 0)
        {
            pins.UseEsp32();
        }

        return pins;
    }

    /// <summary>Gives the pins their functions. Before any bus is opened.</summary>
    public void Assign()
    {
        Configuration.SetPinFunction(I2cData, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(I2cClock, DeviceFunction.I2C1_CLOCK);
        Configuration.SetPinFunction(ThermometerMosi, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(ThermometerMiso, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(ThermometerClock, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(LoadCellClock, DeviceFunction.SPI2_MOSI);
        Configuration.SetPinFunction(LoadCellData, DeviceFunction.SPI2_MISO);
        Configuration.SetPinFunction(LoadCellUnused, DeviceFunction.SPI2_CLOCK);
        Configuration.SetPinFunction(SerialTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(SerialReceive, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(CardClock, DeviceFunction.SDMMC1_CLOCK);
        Configuration.SetPinFunction(CardCommand, DeviceFunction.SDMMC1_COMMAND);
        Configuration.SetPinFunction(CardData, DeviceFunction.SDMMC1_D0);
    }

    /// <summary>The lamp, dark.</summary>
    public GpioLamp OpenLamp() => new GpioLamp(new GpioController().OpenPin(Lamp, PinMode.Output));

    /// <summary>What the board measures of itself.</summary>
    public Housekeeping OpenHousekeeping()
        => new Housekeeping(new DeviceAdc(),
            new HousekeepingInputs() { SupplyChannel = SupplyChannel, ThermistorChannel = ThermistorChannel });

    // The card's pins are the chip's: it has no choice there.
    private void UseEsp32()
    {
        I2cData = 21;
        I2cClock = 22;
        ThermometerMosi = 23;
        ThermometerMiso = 19;
        ThermometerClock = 18;
        ThermometerSelect = new int[] { 5, 25, 26, 27 };
        LoadCellClock = 13;
        LoadCellData = 34;
        LoadCellUnused = 32;
        SerialReceive = 16;
        Lamp = 4;
        SupplyChannel = 3;
        ThermistorChannel = 0;
        CardClock = 14;
        CardCommand = 15;
        CardData = 2;
    }
}
