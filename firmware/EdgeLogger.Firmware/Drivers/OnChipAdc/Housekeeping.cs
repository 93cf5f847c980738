using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Drivers.OnChipAdc;

/// <summary>
/// The board's own health through the microcontroller's converter: its supply and its temperature. Never a cell's data: the
/// converter has 12 bits, a reference that differs by 10 % from chip to chip, reads 0 below some 150 mV and bends above 2,450 mV
/// (ESP32 data sheet, ADC characteristics; ESP32-S3 2,900 mV). Both inputs are divided to be in the middle; what is outside is
/// not a value.
/// </summary>
public sealed class Housekeeping
{
    private const long PeriodUs = 10000000;
    private const int Readings = 16;
    private const int FullScaleCode = 4095;
    private const int LowestMilliVolt = 150;
    private const int HighestMilliVolt = 2450;

    private readonly IOnChipAdc _adc;
    private readonly HousekeepingInputs _inputs;
    private readonly Thermistor _thermistor;
    private long _dueUs;

    /// <summary>Creates the housekeeping of a board.</summary>
    public Housekeeping(IOnChipAdc adc, HousekeepingInputs inputs)
    {
        _adc = adc;
        _inputs = inputs;
        _thermistor = Thermistor.OfBeta(inputs.ThermistorOhm, inputs.ThermistorBetaK);
    }

    /// <summary>
    /// The board's supply, mV; 0 while not known. Good to 10 %, or 2 % once <see cref="HousekeepingInputs.FullScaleMilliVolt"/>
    /// was measured.
    /// </summary>
    public int SupplyMilliVolt { get; private set; }

    /// <summary>Whether <see cref="BoardMilliDegC"/> holds something.</summary>
    public bool HasTemperature { get; private set; }

    /// <summary>
    /// The board's temperature, in thousandths of a degree. The ratio to the supply cancels the reference; the bend leaves some 2
    /// K.
    /// </summary>
    public int BoardMilliDegC { get; private set; }

    /// <summary>Conversions that failed since boot.</summary>
    public int Faults { get; private set; }

    /// <summary>Measures every 10 s.</summary>
    public void Step(long uptimeUs)
    {
        if (uptimeUs < _dueUs)
        {
            return;
        }

        _dueUs = uptimeUs + PeriodUs;
        int half = MeanMilliVolt(_inputs.SupplyChannel);
        SupplyMilliVolt = IsUsable(half) ? (int)(half * _inputs.SupplyDividerMillionths / 1000000) : 0;
        int tap = MeanMilliVolt(_inputs.ThermistorChannel);
        HasTemperature = SupplyMilliVolt > 0 && IsUsable(tap) && tap < SupplyMilliVolt;
        if (HasTemperature)
        {
            double ohm = _inputs.SeriesOhm * (double)tap / (SupplyMilliVolt - tap);
            BoardMilliDegC =
                (int)(ThermistorCurve.TemperatureDegC(ohm, _thermistor.APico * 1e-12, _thermistor.BPico * 1e-12, 0) * 1000);
        }
    }

    /// <summary>Appends what is known: supply_mv and board_mdegc.</summary>
    public void AppendTo(StringBuilder json)
    {
        if (SupplyMilliVolt > 0)
        {
            JsonText.AppendNumber(json, "supply_mv", SupplyMilliVolt);
        }

        if (HasTemperature)
        {
            JsonText.AppendNumber(json, "board_mdegc", BoardMilliDegC);
        }
    }

    private static bool IsUsable(int milliVolt) => milliVolt >= LowestMilliVolt && milliVolt <= HighestMilliVolt;

    // The mean of some conversions; below 0 if one failed.
    private int MeanMilliVolt(int channel)
    {
        long sum = 0;
        for (int i = 0; i < Readings; i++)
        {
            int code = _adc.Read(channel);
            if (code < 0)
            {
                Faults++;
                return -1;
            }

            sum += code;
        }

        return (int)(sum * _inputs.FullScaleMilliVolt / (Readings * FullScaleCode));
    }
}
