using System.Device.Gpio;
using nanoFramework.Hardware.Esp32;

namespace EdgeLogger.Device.Board;

/// <summary>Which pin does what: docs/specs/device.md.</summary>
public sealed class BoardPins
{
    public int I2cData;
    public int I2cClock;

    /// <summary>The lamp that shows which board is meant.</summary>
    public int Lamp;

    /// <summary>The serial line for provisioning.</summary>
    public int SerialTransmit;
    public int SerialReceive;

    /// <summary>The microSD card.</summary>
    public int CardSelect;
    public int SpiMosi;
    public int SpiMiso;
    public int SpiClock;

    /// <summary>The pins of the reference board (ESP32-S3), or those of an ESP32.</summary>
    /// <param name="targetName">The firmware's target: ESP32_S3_OCTAL, ESP32_REV3, ...</param>
    public static BoardPins Of(string targetName)
    {
        BoardPins pins = new BoardPins();
        bool isS3 = targetName.IndexOf("S3") >= 0;
        pins.I2cData = isS3 ? 8 : 21;
        pins.I2cClock = isS3 ? 9 : 22;
        pins.Lamp = 2;
        pins.SerialTransmit = 17;
        pins.SerialReceive = isS3 ? 18 : 16;
        pins.CardSelect = isS3 ? 10 : 5;
        pins.SpiMosi = isS3 ? 11 : 23;
        pins.SpiMiso = isS3 ? 13 : 19;
        pins.SpiClock = isS3 ? 12 : 18;
        return pins;
    }

    /// <summary>Gives the pins their functions. Before any bus is opened.</summary>
    public void Assign()
    {
        Configuration.SetPinFunction(I2cData, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(I2cClock, DeviceFunction.I2C1_CLOCK);
        Configuration.SetPinFunction(SerialTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(SerialReceive, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(SpiMosi, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(SpiMiso, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(SpiClock, DeviceFunction.SPI1_CLOCK);
    }

    /// <summary>The lamp, dark.</summary>
    public GpioLamp OpenLamp() => new GpioLamp(new GpioController().OpenPin(Lamp, PinMode.Output));
}
