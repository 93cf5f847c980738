using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>What the two current sources of an ADS122C04 push out of which pins.</summary>
/// <param name="CurrentA">Current of each source that has a pin, A.</param>
/// <param name="Source1">Pin of the first.</param>
/// <param name="Source2">Pin of the second.</param>
public readonly record struct Excitation(double CurrentA, Ads122c04Route Source1, Ads122c04Route Source2)
{
    /// <summary>Current out of one pin, A.</summary>
    public double Out(Ads122c04Route pin) => (Source1 == pin ? CurrentA : 0) + (Source2 == pin ? CurrentA : 0);
}
