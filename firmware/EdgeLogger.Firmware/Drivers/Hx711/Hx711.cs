using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Hx711;

/// <summary>
/// An HX711 with a load cell on two pins. The data pin falls when a conversion has ended; 24 pulses fetch it and one to three
/// more choose gain and channel of the next. There is no check: what can be seen is a data pin that does not rise after the
/// pulses (shorted, or no chip), and a clock that was high for so long that the chip may have switched itself off.
/// </summary>
public sealed class Hx711 : Converter
{
    private readonly IClockedPins _pins;
    private readonly int _gainPulses;
    private bool _isOff;
    private int _unsettled;

    /// <summary>Creates a driver.</summary>
    /// <param name="pins">Clock and data.</param>
    /// <param name="gain">128 or 64 on channel A, 32 on channel B.</param>
    public Hx711(IClockedPins pins, int gain)
    {
        _pins = pins;
        _gainPulses = Hx711Registers.GainPulses(gain);
    }

    /// <inheritdoc/>
    public override void StartOver()
    {
        _isOff = false;
        PauseUs = 0;
    }

    /// <summary>Off and on again: the only reset there is.</summary>
    public override ConverterStatus StepConfiguration()
    {
        PauseUs = Hx711Registers.PowerDownPauseUs;
        _pins.HoldClock(!_isOff);
        _isOff = !_isOff;
        if (_isOff)
        {
            return ConverterStatus.Busy;
        }

        // The first conversion has the gain of power-up; its pulses choose ours, and the filter settles again.
        _unsettled = Hx711Registers.SettlingConversions + 1;
        return ConverterStatus.Ok;
    }

    /// <summary>Switches the chip off, until it is configured again.</summary>
    public void PowerDown() => _pins.HoldClock(true);

    /// <inheritdoc/>
    public override ConverterStatus Read()
    {
        if (_pins.IsDataHigh())
        {
            return ConverterStatus.NoNewData;
        }

        if (!_pins.Shift(Hx711Registers.DataBits + _gainPulses, out int bits))
        {
            // A pulse was too long: the chip may have been off, and then has lost the gain.
            return Lost();
        }

        if (!_pins.IsDataHigh())
        {
            return Contradicted();
        }

        if (_unsettled > 0)
        {
            _unsettled--;
            return ConverterStatus.Busy;
        }

        Code = Hx711Registers.CodeOf(bits >> _gainPulses);
        return Code is Hx711Registers.MaxCode or Hx711Registers.MinCode ? ConverterStatus.Saturated : ConverterStatus.Ok;
    }

    /// <summary>Nothing: there is nothing to read back.</summary>
    public override ConverterStatus Check() => ConverterStatus.Ok;
}
