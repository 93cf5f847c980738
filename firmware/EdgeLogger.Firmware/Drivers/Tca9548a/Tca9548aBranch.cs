using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Tca9548a;

/// <summary>One of the eight branches of a <see cref="Tca9548a"/>, as a bus of its own.</summary>
public sealed class Tca9548aBranch : II2cBus, IBusRecovery
{
    private readonly Tca9548a _multiplexer;
    private readonly int _branch;

    /// <summary>Creates the bus of a branch.</summary>
    /// <param name="multiplexer">Shared by all branches of the chip.</param>
    /// <param name="branch">0 to 7.</param>
    public Tca9548aBranch(Tca9548a multiplexer, int branch)
    {
        _multiplexer = multiplexer;
        _branch = branch;
    }

    /// <inheritdoc/>
    public I2cStatus Write(byte address, byte[] data, int count)
    {
        I2cStatus status = _multiplexer.Select(_branch);
        return status == I2cStatus.Ok ? Watch(_multiplexer.Upstream.Write(address, data, count)) : status;
    }

    /// <inheritdoc/>
    public I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount)
    {
        I2cStatus status = _multiplexer.Select(_branch);
        return status == I2cStatus.Ok
            ? Watch(_multiplexer.Upstream.WriteRead(address, data, writeCount, result, readCount))
            : status;
    }

    /// <inheritdoc/>
    public bool ClearBus()
    {
        _multiplexer.Forget();
        return _multiplexer.Upstream is IBusRecovery recovery && recovery.ClearBus();
    }

    private I2cStatus Watch(I2cStatus status)
    {
        if (status != I2cStatus.Ok)
        {
            _multiplexer.Forget();
        }

        return status;
    }
}
