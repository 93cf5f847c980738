using System.Device.Gpio;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>A lamp at a pin that lights when the pin is high.</summary>
public sealed class GpioLamp : IIndicator
{
    private readonly GpioPin _pin;

    public GpioLamp(GpioPin pin) => _pin = pin;

    /// <inheritdoc/>
    public void Set(bool isLit) => _pin.Write(isLit ? PinValue.High : PinValue.Low);
}
