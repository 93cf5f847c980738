namespace System.Device.Gpio;

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
