using System.Collections;
using System.Text;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Detection;

/// <summary>
/// What is plugged in, looked up once at boot before any chip is configured: every address that a known chip can have, on every
/// slot's bus or branch of a multiplexer, and the SPI devices. An HX711 has nothing to be asked and shows itself with its first
/// reading.
/// </summary>
public sealed class ChipSurvey
{
    private const byte FirstConverter = 0x40;
    private const byte LastConverter = 0x4F;
    private const int Tries = 3;

    private readonly ChipProbe _probe = new ChipProbe();
    private readonly ArrayList _findings = new ArrayList();

    /// <summary>Places at which a chip is expected or was found.</summary>
    public int Count => _findings.Count;

    /// <summary>Whether every place is as the configuration says.</summary>
    public bool IsAsExpected
    {
        get
        {
            for (int i = 0; i < _findings.Count; i++)
            {
                if (!this[i].IsAsExpected)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>One place, in the order in which they were looked at.</summary>
    public ChipFinding this[int index] => (ChipFinding)_findings[index]!;

    /// <summary>A survey of everything one slot is wired to.</summary>
    public static ChipSurvey Of(int slot, SlotWires wires, SlotHardware hardware)
    {
        ChipSurvey survey = new ChipSurvey();
        survey.AddSlot(slot, wires, hardware);
        return survey;
    }

    /// <summary>Looks for a multiplexer.</summary>
    public void AddMultiplexer(II2cBus bus, byte address) => Note(-1, address, "TCA9548A", Identify(bus, address, true));

    /// <summary>Looks at a bus or branch that no slot is configured for.</summary>
    public void AddSpare(II2cBus bus) => Scan(-1, bus, null);

    /// <summary>Looks at everything a slot is wired to.</summary>
    /// <param name="slot">The slot's number.</param>
    /// <param name="wires">What its chips are on.</param>
    /// <param name="hardware">What it is configured with.</param>
    public void AddSlot(int slot, SlotWires wires, SlotHardware hardware)
    {
        Scan(slot, wires.I2c, hardware);
        bool expectsRtd = hardware.HasThermometer && hardware.ThermometerChip == SlotChip.Max31865;
        string found = wires.Spi == null ? ChipProbe.None : _probe.Identify(wires.Spi);
        if (expectsRtd || found.Length > 0)
        {
            Note(slot, -1, expectsRtd ? "MAX31865" : "", found);
        }
    }

    /// <summary>Appends ,"chips":[...] to a document; fields are described in docs/specs/drivers.md.</summary>
    public void AppendTo(StringBuilder json)
    {
        json.Append(",\"chips\":[");
        for (int i = 0; i < _findings.Count; i++)
        {
            ChipFinding finding = this[i];
            json.Append(i == 0 ? "{" : ",{");
            JsonText.AppendNumber(json, "address", finding.Address);
            JsonText.AppendText(json, "expected", finding.Expected);
            JsonText.AppendText(json, "found", finding.Found);
            json.Append('}');
        }

        json.Append(']');
    }

    private void Scan(int slot, II2cBus bus, SlotHardware? hardware)
    {
        if (!Look(slot, bus, Nau7802Registers.Address, hardware))
        {
            return;
        }

        for (byte address = FirstConverter; address <= LastConverter; address++)
        {
            if (!Look(slot, bus, address, hardware))
            {
                return;
            }
        }
    }

    // False if the bus is stuck: no other address on it would say anything else.
    private bool Look(int slot, II2cBus bus, byte address, SlotHardware? hardware)
    {
        string expected = hardware == null ? "" : hardware.ChipAt(address);
        string found = Identify(bus, address, expected.Length > 0);
        if (expected.Length > 0 || found.Length > 0)
        {
            Note(slot, address, expected, found);
        }

        return found != ChipProbe.BusStuck;
    }

    // A place where a chip is expected is asked again before it is called empty, and a stuck bus is freed first.
    private string Identify(II2cBus bus, byte address, bool isExpected)
    {
        string found = _probe.Identify(bus, address);
        for (int i = 1; i < Tries && (found == ChipProbe.BusStuck || (isExpected && found.Length == 0)); i++)
        {
            if (found == ChipProbe.BusStuck && bus is IBusRecovery recovery)
            {
                recovery.ClearBus();
            }

            found = _probe.Identify(bus, address);
        }

        return found;
    }

    private void Note(int slot, int address, string expected, string found)
    {
        ChipFinding finding = new ChipFinding();
        finding.Slot = slot;
        finding.Address = address;
        finding.Expected = expected;
        finding.Found = found;
        _findings.Add(finding);
    }
}
