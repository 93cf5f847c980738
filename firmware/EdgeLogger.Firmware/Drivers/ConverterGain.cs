namespace EdgeLogger.Firmware.Drivers;

/// <summary>The amplifier's gain as both converters encode it: three bits, the power of two.</summary>
public static class ConverterGain
{
    /// <summary>0 for 1, 1 for 2, ... 7 for 128; rounded down to a power of two.</summary>
    public static int Field(int gain)
    {
        int field = 0;
        while (field < 7 && gain >= 2)
        {
            gain >>= 1;
            field++;
        }

        return field;
    }

    /// <summary>The largest gain at which the input still fits into the range, with 2 % to spare; 1 if none does.</summary>
    /// <param name="maxInputMicroVolt">Largest input, either sign.</param>
    /// <param name="referenceMicroVolt">Full-scale input at gain 1.</param>
    public static int LargestFitting(long maxInputMicroVolt, long referenceMicroVolt)
    {
        int gain = 128;
        while (gain > 1 && maxInputMicroVolt * gain * 51 > referenceMicroVolt * 50)
        {
            gain >>= 1;
        }

        return gain;
    }
}
