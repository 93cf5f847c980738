namespace EdgeLogger.Firmware.Drivers.Ina228;

/// <summary>
/// Registers, fields and arithmetic of the INA228 (TI SLYS021A, sections 7.6 and 8.1). All words are sent most significant byte
/// first.
/// </summary>
public static class Ina228Registers
{
    /// <summary>First of the 16 addresses; A1 and A0 (to GND, VS, SDA, SCL) add 0 to 15.</summary>
    public const byte BaseAddress = 0x40;

    public const byte Config = 0x00;
    public const byte AdcConfig = 0x01;
    public const byte ShuntCalibration = 0x02;

    /// <summary>24 bits, the upper 20 of them the shunt's voltage, two's complement.</summary>
    public const byte ShuntVoltage = 0x04;

    /// <summary>24 bits, the upper 20 of them the bus voltage, never negative.</summary>
    public const byte BusVoltage = 0x05;

    /// <summary>40 bits, unsigned: the chip sums the magnitude of the power.</summary>
    public const byte Energy = 0x09;

    /// <summary>40 bits, two's complement.</summary>
    public const byte Charge = 0x0A;

    public const byte Diagnosis = 0x0B;
    public const byte ManufacturerId = 0x3E;
    public const byte DeviceId = 0x3F;

    /// <summary>"TI".</summary>
    public const int Manufacturer = 0x5449;

    /// <summary>The upper 12 bits of the device id; the lower 4 are the revision.</summary>
    public const int Device = 0x228;

    /// <summary>CONFIG bit 15: everything as after power-up, sums included.</summary>
    public const int Reset = 0x8000;

    /// <summary>CONFIG bit 14: both sums to 0.</summary>
    public const int ResetSums = 0x4000;

    /// <summary>CONFIG bit 4 (ADCRANGE): +-40.96 mV full scale at the shunt instead of +-163.84 mV.</summary>
    public const int NarrowRange = 0x0010;

    /// <summary>ADC_CONFIG bits 15:12: continuous, the shunt's voltage only.</summary>
    public const int ContinuousShunt = 0xA000;

    /// <summary>ADC_CONFIG bits 15:12: continuous, bus voltage and shunt's voltage in turn.</summary>
    public const int ContinuousBoth = 0xB000;

    /// <summary>ADC_CONFIG bits 11:9 = 4: 540 us for the bus voltage.</summary>
    public const int BusTime540Us = 4 << 9;

    /// <summary>ADC_CONFIG bits 8:6 = 7: 4,120 us for the shunt's voltage.</summary>
    public const int ShuntTime4120Us = 7 << 6;

    /// <summary>ADC_CONFIG bits 2:0 = 2: registers hold the mean of 16 conversions. The sums take each of them.</summary>
    public const int Average16 = 2;

    /// <summary>Conversions of a mean.</summary>
    public const int Averages = 16;

    /// <summary>DIAG_ALRT bit 15: flags stay until they are read.</summary>
    public const int Latch = 0x8000;

    /// <summary>
    /// DIAG_ALRT bit 11: the sum of the energy went beyond 40 bits and began again at 0; cleared by reading it.
    /// </summary>
    public const int EnergyOverflow = 0x0800;

    /// <summary>DIAG_ALRT bit 10: the same of the charge.</summary>
    public const int ChargeOverflow = 0x0400;

    /// <summary>DIAG_ALRT bit 9: a product did not fit into its register.</summary>
    public const int MathOverflow = 0x0200;

    /// <summary>DIAG_ALRT bit 1: a mean has ended and was not noticed.</summary>
    public const int ConversionReady = 0x0002;

    /// <summary>DIAG_ALRT bit 0: the memory of the chip's trim is in order.</summary>
    public const int MemoryGood = 0x0001;

    /// <summary>
    /// SHUNT_CAL at which a code of CURRENT, and so of the sums, is a code of the shunt's voltage; also the chip's own default.
    /// Both ranges have it: 13107.2 x 10^6 x (312.5 nV / R) x R, or four times that with 78.125 nV.
    /// </summary>
    public const int UnityCalibration = 4096;

    /// <summary>How far the chip's oscillator is taken to be off, over temperature.</summary>
    public const int ClockTolerancePercent = 1;

    /// <summary>Covers the 300 us after a reset, and the time a transfer takes.</summary>
    public const int PauseUs = 1000;

    /// <summary>Codes of a full-scale shunt voltage are -2^19 and 2^19 - 1.</summary>
    public const int MaxCode = 0x7FFFF;

    public const int MinCode = -0x80000;

    /// <summary>One code of the bus voltage, 195.3125 uV, in units of 10^-10 V: exact.</summary>
    public const long BusCodeTenthNanoVolt = 1953125;

    /// <summary>
    /// A code of ENERGY is 2^this sums of voltage code x current code x s: it is 16 x 3.2 times the current's code in joule, so
    /// 51.2 V of that for a second, and these are 2^18 codes of 195.3125 uV.
    /// </summary>
    public const int EnergyCodeShift = 18;

    /// <summary>The shunt's voltage in one code, in units of 10^-15 V: exact.</summary>
    public static long ShuntCodeFemtoVolt(bool narrowRange) => narrowRange ? 78125000 : 312500000;

    /// <summary>SHUNT_CAL for a current of one code of CURRENT (section 8.1.2, equation 2), rounded.</summary>
    /// <param name="currentCodeA">Current of one code, A.</param>
    /// <param name="shuntOhm">Shunt, ohm.</param>
    /// <param name="narrowRange">ADCRANGE.</param>
    public static int CalibrationFor(double currentCodeA, double shuntOhm, bool narrowRange)
        => (int)((13107.2e6 * currentCodeA * shuntOhm * (narrowRange ? 4 : 1)) + 0.5);

    /// <summary>ADC_CONFIG as the driver needs it.</summary>
    public static int AdcConfigFor(bool withVoltage)
        => (withVoltage ? ContinuousBoth : ContinuousShunt) | BusTime540Us | ShuntTime4120Us | Average16;

    /// <summary>Time of one mean, ns, at the nominal clock.</summary>
    public static long MeanTimeNs(bool withVoltage) => Averages * (withVoltage ? 4120000L + 540000L : 4120000L);

    /// <summary>20 bits, two's complement, of the upper 20 of 24.</summary>
    public static int CodeOf20(byte[] bytes) => ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8)) >> 12;

    /// <summary>40 bits, most significant byte first, without a sign.</summary>
    public static long SumOf40(byte[] bytes)
        => ((long)bytes[0] << 32) | ((long)bytes[1] << 24) | ((long)bytes[2] << 16) | ((long)bytes[3] << 8) | bytes[4];

    /// <summary>
    /// How far the sum of the charge went between two readings: the shorter way round, for 2^39 codes and less.
    /// </summary>
    public static long ChargeBetween(long before, long after) => ((after - before) << 24) >> 24;

    /// <summary>How far the sum of the energy went between two readings; it only grows.</summary>
    public static long EnergyBetween(long before, long after) => (after - before) & 0xFFFFFFFFFF;
}
