using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>Writes one slot of the document that <see cref="SlotDocument"/> reads.</summary>
internal static class SlotDocumentWriter
{
    public static void Append(StringBuilder json, SlotSettings slot)
    {
        SlotHardware hardware = slot.Hardware;
        JsonText.AppendNumber(json, "slot", slot.Slot);
        JsonText.AppendFlag(json, "enabled", slot.IsEnabled);
        JsonText.AppendNumber(json, "rate_sps", ChipDocument.RateSps(hardware.Rate));
        if (slot.MuxAddress > 0)
        {
            Begin(json, "mux");
            JsonText.AppendNumber(json, "address", slot.MuxAddress);
            JsonText.AppendNumber(json, "branch", slot.MuxBranch);
            json.Append('}');
        }

        AppendVoltage(json, hardware);
        AppendCurrent(json, hardware);
        AppendTemperature(json, hardware);
        AppendPressure(json, hardware);
        Begin(json, "geometry");
        JsonText.AppendNumber(json, "piston_um2", hardware.PistonAreaSquareMicrometre);
        JsonText.AppendNumber(json, "electrode_um2", slot.ElectrodeAreaSquareMicrometre);
        JsonText.AppendNumber(json, "stack_um", slot.StackMicrometre);
        json.Append('}');
        JsonText.AppendText(json, "calibrated", hardware.Calibrated);
    }

    private static void AppendVoltage(StringBuilder json, SlotHardware hardware)
    {
        Begin(json, "voltage");
        JsonText.AppendText(json, "chip", ChipNames.Of(hardware.VoltageChip));
        JsonText.AppendNumber(json, "address", hardware.VoltageChipAddress);
        JsonText.AppendNumber(json, "reference_uv", hardware.VoltageReferenceMicroVolt);
        JsonText.AppendNumber(json, "range_mv", ChipDocument.RangeMilliVolt(hardware.VoltageRange));
        JsonText.AppendNumber(json, "divider_ppm", hardware.DividerMillionths);
        AppendCalibration(json, hardware.VoltageZeroCode, hardware.VoltageGainPpb);
    }

    private static void AppendCurrent(StringBuilder json, SlotHardware hardware)
    {
        Begin(json, "current");
        JsonText.AppendText(json, "chip", ChipNames.Of(hardware.CurrentChip));
        JsonText.AppendNumber(json, "address", hardware.CurrentChipAddress);
        JsonText.AppendNumber(json, "reference_uv", hardware.CurrentReferenceMicroVolt);
        JsonText.AppendNumber(json, "shunt_uohm", hardware.ShuntMicroOhm);
        JsonText.AppendNumber(json, "gain", hardware.CurrentGain);
        JsonText.AppendFlag(json, "narrow_range", hardware.NarrowShuntRange);
        AppendCalibration(json, hardware.CurrentZeroCode, hardware.CurrentGainPpb);
    }

    // What the reference design does not have is left out.
    private static void AppendThermometerChip(StringBuilder json, SlotHardware hardware)
    {
        if (hardware.Thermistor is Thermistor thermistor)
        {
            JsonText.AppendNumber(json, "beta_k", thermistor.BetaK);
        }

        if (hardware.ThermometerChip == SlotChip.Max31865)
        {
            JsonText.AppendNumber(json, "wires", hardware.ThermometerWires);
            JsonText.AppendNumber(json, "mains_hz", hardware.MainsHz);
        }
        else if (!hardware.ThermometerIsOnVoltageChip)
        {
            JsonText.AppendNumber(json, "address", hardware.ThermometerChipAddress);
        }
    }

    private static void AppendTemperature(StringBuilder json, SlotHardware hardware)
    {
        if (!hardware.HasThermometer)
        {
            json.Append(",\"temperature\":null");
            return;
        }

        Begin(json, "temperature");
        JsonText.AppendText(json, "chip", ChipNames.Of(hardware.ThermometerChip));
        JsonText.AppendNumber(json, "reference_mohm", hardware.ThermometerReferenceMilliOhm);
        JsonText.AppendNumber(json, "r0_ohm", hardware.ThermometerR0Ohm);
        AppendThermometerChip(json, hardware);
        JsonText.AppendNumber(json, "excitation_ua", ChipDocument.ExcitationMicroAmp(hardware.ThermometerCurrent));
        JsonText.AppendNumber(json, "period_ms", hardware.ThermometerPeriodMs);
        AppendCalibration(json, hardware.ThermometerZeroCode, hardware.ThermometerGainPpb);
    }

    private static void AppendPressure(StringBuilder json, SlotHardware hardware)
    {
        if (!hardware.HasLoadCell)
        {
            json.Append(",\"pressure\":null");
            return;
        }

        Begin(json, "pressure");
        JsonText.AppendText(json, "chip", ChipNames.Of(hardware.LoadCellChip));
        JsonText.AppendNumber(json, "rate_sps", ChipDocument.RateSps(hardware.LoadCellRate));
        JsonText.AppendNumber(json, "gain", hardware.LoadCellGain);
        JsonText.AppendNumber(json, "nn_per_code", hardware.LoadCellNanoNewtonPerCode);
        AppendCalibration(json, hardware.LoadCellZeroCode, hardware.LoadCellGainPpb);
    }

    private static void AppendCalibration(StringBuilder json, int zeroCode, int gainPpb)
    {
        JsonText.AppendNumber(json, "zero_code", zeroCode);
        JsonText.AppendNumber(json, "gain_ppb", gainPpb);
        json.Append('}');
    }

    private static void Begin(StringBuilder json, string name)
    {
        json.Append(",\"");
        json.Append(name);
        json.Append("\":{");
    }
}
