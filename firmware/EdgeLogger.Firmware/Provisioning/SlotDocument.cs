using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>The part "slots" of the configuration.</summary>
internal static class SlotDocument
{
    /// <summary>Reads the array.</summary>
    public static SlotSettings[] ReadAll(DocumentReader reader)
    {
        SlotSettings[] found = new SlotSettings[BoardSettings.MaxSlots];
        int count = 0;
        if (reader.Array())
        {
            while (reader.NextObject())
            {
                if (count == BoardSettings.MaxSlots)
                {
                    reader.Refuse("4 slots at most");
                    break;
                }

                found[count++] = Read(reader, found, count - 1);
            }
        }

        if (count == 0)
        {
            reader.RefuseWhole("slots: wanted 1 to 4 slots");
        }

        SlotSettings[] slots = new SlotSettings[count];
        System.Array.Copy(found, slots, count);
        return slots;
    }

    private static SlotSettings Read(DocumentReader reader, SlotSettings[] before, int count)
    {
        SlotSettings slot = new SlotSettings();
        slot.Slot = -1;
        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "slot":
                    slot.Slot = ReadNumber(reader, before, count);
                    break;
                case "enabled":
                    slot.IsEnabled = reader.Flag();
                    break;
                case "rate_sps":
                    slot.Hardware.Rate = ChipDocument.ReadRate(reader);
                    break;
                case "mux":
                    ReadMux(reader, slot);
                    break;
                case "voltage":
                    ChipDocument.ReadVoltage(reader, slot.Hardware);
                    break;
                case "current":
                    ChipDocument.ReadCurrent(reader, slot.Hardware);
                    break;
                case "temperature":
                    ChipDocument.ReadTemperature(reader, slot.Hardware);
                    break;
                case "pressure":
                    ChipDocument.ReadPressure(reader, slot.Hardware);
                    break;
                case "geometry":
                    ReadGeometry(reader, slot);
                    break;
                case "calibrated":
                    slot.Hardware.Calibrated = ReadDay(reader);
                    break;
                default:
                    reader.RefuseName("slot, enabled, rate_sps, mux, voltage, current, temperature, "
                        + "pressure, geometry, calibrated");
                    break;
            }
        }

        CheckSlot(reader, slot, count);
        return slot;
    }

    private static void CheckSlot(DocumentReader reader, SlotSettings slot, int index)
    {
        string at = "slots[" + index.ToString() + "]";
        if (slot.Slot < 0)
        {
            reader.RefuseWhole(at + ".slot: wanted an integer from 0 to 3, it is missing");
        }

        if (slot.Hardware.VoltageChip == SlotChip.Ina228 && slot.Hardware.CurrentChip != SlotChip.Ina228)
        {
            reader.RefuseWhole(at + ".current.chip: wanted INA228, as it is to measure the voltage too");
        }
        else if (slot.Hardware.VoltageChip != SlotChip.Ina228
            && slot.Hardware.VoltageChipAddress == slot.Hardware.CurrentChipAddress)
        {
            reader.RefuseWhole(at + ".current.address: wanted another than that of voltage");
        }
        else if (slot.Hardware.Contradiction().Length > 0)
        {
            reader.RefuseWhole(at + ": " + slot.Hardware.Contradiction());
        }

        if (reader.IsGood)
        {
            slot.FollowHardware();
        }
    }

    private static int ReadNumber(DocumentReader reader, SlotSettings[] before, int count)
    {
        int number = (int)reader.Integer(0, BoardSettings.MaxSlots - 1);
        for (int i = 0; i < count; i++)
        {
            if (before[i].Slot == number)
            {
                reader.Refuse("a slot that is not there yet");
            }
        }

        return number;
    }

    private static void ReadMux(DocumentReader reader, SlotSettings slot)
    {
        if (reader.IsNull() || !reader.Object())
        {
            return;
        }

        slot.MuxAddress = 0x70;
        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "address":
                    slot.MuxAddress = (int)reader.Integer(0x70, 0x77);
                    break;
                case "branch":
                    slot.MuxBranch = (int)reader.Integer(0, 7);
                    break;
                default:
                    reader.RefuseName("address, branch");
                    break;
            }
        }
    }

    private static void ReadGeometry(DocumentReader reader, SlotSettings slot)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "piston_um2":
                    slot.Hardware.PistonAreaSquareMicrometre = reader.Integer(100000, 10000000000);
                    break;
                case "electrode_um2":
                    slot.ElectrodeAreaSquareMicrometre = reader.Integer(0, 10000000000);
                    break;
                case "stack_um":
                    slot.StackMicrometre = (int)reader.Integer(0, 1000000);
                    break;
                default:
                    reader.RefuseName("piston_um2, electrode_um2, stack_um");
                    break;
            }
        }
    }

    public static string ReadDay(DocumentReader reader)
    {
        string day = reader.Text(0, 10);
        bool isGood = day.Length == 10;
        for (int i = 0; isGood && i < day.Length; i++)
        {
            isGood = i == 4 || i == 7 ? day[i] == '-' : day[i] >= '0' && day[i] <= '9';
        }

        if (day.Length > 0 && !isGood)
        {
            reader.Refuse("a day as 2026-01-31");
        }

        return day;
    }
}
