using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers;

/// <summary>A converter on an I2C bus: transfers that count their faults.</summary>
public abstract class I2cConverter : Converter
{
    private readonly II2cBus _bus;
    private readonly byte _address;

    /// <summary>Creates a driver.</summary>
    /// <param name="bus">The bus, or the branch of a multiplexer.</param>
    /// <param name="address">The chip's 7-bit address.</param>
    protected I2cConverter(II2cBus bus, byte address)
    {
        _bus = bus;
        _address = address;
    }

    /// <inheritdoc/>
    public override bool ClearBus() => _bus is IBusRecovery recovery && recovery.ClearBus();

    /// <summary>Writes bytes.</summary>
    protected ConverterStatus Send(byte[] bytes, int count) => Judge(_bus.Write(_address, bytes, count));

    /// <summary>Writes one byte, then reads.</summary>
    protected ConverterStatus Ask(byte[] bytes, byte[] reply, int replyCount)
        => Judge(_bus.WriteRead(_address, bytes, 1, reply, replyCount));

    /// <summary>
    /// Writes one byte and reads, twice: for a chip that sends no check, and keeps what was read until the next conversion. Two
    /// answers that differ are Corrupt.
    /// </summary>
    /// <param name="bytes">The byte to write.</param>
    /// <param name="first">Space for the first answer.</param>
    /// <param name="reply">Gets the second.</param>
    /// <param name="replyCount">Bytes of an answer.</param>
    protected ConverterStatus AskTwice(byte[] bytes, byte[] first, byte[] reply, int replyCount)
    {
        ConverterStatus status = Ask(bytes, first, replyCount);
        if (status == ConverterStatus.Ok)
        {
            status = Ask(bytes, reply, replyCount);
        }

        for (int i = 0; i < replyCount && status == ConverterStatus.Ok; i++)
        {
            if (first[i] != reply[i])
            {
                status = Contradicted();
            }
        }

        return status;
    }

    private ConverterStatus Judge(I2cStatus status)
    {
        if (status == I2cStatus.Ok)
        {
            return ConverterStatus.Ok;
        }

        BusFaults++;
        return status == I2cStatus.Nack ? ConverterStatus.Nack : ConverterStatus.BusStuck;
    }
}
