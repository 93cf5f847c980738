using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.VirtualBench.I2c;

/// <summary>A time in which transfers to one chip, or to all, end badly without reaching it.</summary>
/// <param name="Address">The chip, or <see cref="AllAddresses"/>.</param>
/// <param name="Status">Nack or BusStuck.</param>
/// <param name="FromUs">First uptime with the fault, us.</param>
/// <param name="UntilUs">First uptime without it.</param>
/// <param name="EndsWithClear">Whether nine clocks of the controller end it: a chip that was cut off within a byte.</param>
public sealed record I2cFault(int Address, I2cStatus Status, long FromUs, long UntilUs, bool EndsWithClear = false)
{
    /// <summary>Every address: a stuck bus.</summary>
    public const int AllAddresses = -1;

    /// <summary>Whether it strikes a transfer.</summary>
    public bool Strikes(byte address, long uptimeUs)
        => uptimeUs >= FromUs && uptimeUs < UntilUs && (Address == AllAddresses || Address == address);
}
