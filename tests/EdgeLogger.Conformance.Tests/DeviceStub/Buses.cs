namespace System.Device.Gpio
{
    public enum PinMode
    {
        Output = 3,
    }

    public struct PinValue
    {
        public static extern PinValue High { get; }

        public static extern PinValue Low { get; }
    }

    public sealed class GpioPin
    {
        public extern void Write(PinValue value);
    }

    public sealed class GpioController
    {
        public extern GpioController();

        public extern GpioPin OpenPin(int pinNumber, PinMode mode);
    }
}

namespace System.Device.Adc
{
    public class AdcController
    {
        public extern AdcController();

        public extern AdcChannel OpenChannel(int channelNumber);
    }

    public class AdcChannel
    {
        public extern int ReadValue();
    }
}

namespace System.Device.I2c
{
    public enum I2cBusSpeed
    {
        FastMode = 1,
    }

    public enum I2cTransferStatus
    {
        FullTransfer = 1,
        PartialTransfer = 3,
        SlaveAddressNotAcknowledged = 4,
    }

    public struct I2cTransferResult
    {
        public extern I2cTransferStatus Status { get; }
    }

    public sealed class I2cConnectionSettings
    {
        public extern I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed);
    }

    public class I2cDevice
    {
        public static extern I2cDevice Create(I2cConnectionSettings settings);

        public extern I2cTransferResult Write(SpanByte buffer);

        public extern I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer);
    }
}

namespace System.Device.Spi
{
    public enum SpiMode
    {
        Mode0 = 0,
        Mode1 = 1,
    }

    public sealed class SpiConnectionSettings
    {
        public extern SpiConnectionSettings(int busId, int chipSelectLine = -1);

        public extern SpiMode Mode { get; set; }

        public extern int ClockFrequency { get; set; }
    }

    public class SpiDevice
    {
        public static extern SpiDevice Create(SpiConnectionSettings settings);

        public extern void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer);
    }
}

namespace System.IO.Ports
{
    public enum Parity
    {
        None = 0,
    }

    public enum StopBits
    {
        One = 1,
    }

    public sealed class SerialPort
    {
        public extern SerialPort(
            string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One);

        public extern int BytesToRead { get; }

        public extern int ReadBufferSize { get; set; }

        public extern void Open();

        public extern int Read(byte[] buffer, int offset, int count);

        public extern void Write(byte[] buffer, int offset, int count);
    }
}
