using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>
/// The clock and the data pin of an HX711 on an SPI bus of its own: the controller sends the clock as data, each pulse as a one
/// and a zero, and samples the data pin meanwhile. No pulse can be stretched by the interpreter or by a collection. MOSI is the
/// chip's clock, MISO its data; the bus's own clock goes nowhere. The line rests low, so that the chip cannot be kept switched
/// off.
/// </summary>
public sealed class SpiClockedPins : IClockedPins
{
    /// <summary>Clock of the bus: a pulse is high for 2 us.</summary>
    public const int ClockHz = 500_000;

    private const int LongestShift = 8;

    // 256 us high: the chip switches off after 60.
    private const int OffBytes = 16;

    private readonly ISpiDevice _bus;
    private readonly byte[] _sent = new byte[OffBytes];
    private readonly byte[] _sampled = new byte[OffBytes];

    /// <param name="bus">The bus at <see cref="ClockHz"/>, in mode 0.</param>
    public SpiClockedPins(ISpiDevice bus) => _bus = bus;

    /// <inheritdoc/>
    public bool IsDataHigh()
    {
        _sent[0] = 0;
        return _bus.Transfer(_sent, _sampled, 1) && _sampled[0] != 0;
    }

    /// <inheritdoc/>
    public bool Shift(int pulses, out int bits)
    {
        // Four pulses a byte; what is left of the last byte stays low.
        int bytes = (pulses + 3) / 4;
        for (int i = 0; i < LongestShift; i++)
        {
            _sent[i] = 0;
        }

        for (int pulse = 0; pulse < pulses; pulse++)
        {
            _sent[pulse >> 2] |= (byte)(0x80 >> (2 * (pulse & 3)));
        }

        bits = 0;
        if (!_bus.Transfer(_sent, _sampled, bytes))
        {
            return false;
        }

        for (int pulse = 0; pulse < pulses; pulse++)
        {
            // The chip gives a bit at the rising edge: it is there in the low half of the pulse.
            int bit = (_sampled[pulse >> 2] >> (6 - (2 * (pulse & 3)))) & 1;
            bits = (bits << 1) | bit;
        }

        return true;
    }

    /// <inheritdoc/>
    public void HoldClock(bool high)
    {
        if (!high)
        {
            return;
        }

        for (int i = 0; i < OffBytes; i++)
        {
            _sent[i] = 0xFF;
        }

        _bus.Transfer(_sent, _sampled, OffBytes);
    }
}
