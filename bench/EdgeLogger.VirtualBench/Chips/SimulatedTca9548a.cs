using System;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// A TCA9548A as its I2C wires show it: one control byte, a bit a branch, none connected after power-up. Chips at equal addresses
/// on branches that are connected together answer over one another, which here is not an answer.
/// </summary>
public sealed class SimulatedTca9548a : ISimulatedChip
{
    private const int BranchCount = 8;
    private const int AddressCount = 128;

    private readonly ISimulatedChip?[][] _branches = new ISimulatedChip?[BranchCount][];
    private byte _control;

    /// <summary>Creates a multiplexer just after power-up.</summary>
    public SimulatedTca9548a()
    {
        for (int i = 0; i < BranchCount; i++)
        {
            _branches[i] = new ISimulatedChip?[AddressCount];
        }
    }

    /// <summary>
    /// A branch on which a chip holds the data line low; below 0: none. While it is connected, the whole bus is stuck.
    /// </summary>
    public int StuckBranch { get; set; } = -1;

    /// <summary>Whether the stuck branch is connected.</summary>
    public bool IsStuck => StuckBranch >= 0 && (_control & (1 << StuckBranch)) != 0;

    /// <summary>Puts a chip on a branch, 0 to 7.</summary>
    public void Attach(int branch, byte address, ISimulatedChip chip) => _branches[branch][address] = chip;

    /// <summary>Pin RESET, or a loss of power: no branch is connected.</summary>
    public void Reset() => _control = 0;

    /// <summary>The chip that answers at an address on the connected branches.</summary>
    public ISimulatedChip? Find(byte address)
    {
        ISimulatedChip? found = null;
        for (int i = 0; i < BranchCount; i++)
        {
            if ((_control & (1 << i)) != 0 && _branches[i][address] is { } chip)
            {
                if (found is not null)
                {
                    return null;
                }

                found = chip;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public bool Write(long uptimeUs, byte[] data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (count > 0)
        {
            _control = data[count - 1];
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Read(long uptimeUs, byte[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        Array.Fill(result, _control, 0, count);
        return true;
    }
}
