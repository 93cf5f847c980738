using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Kicad;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>
/// Schematic, netlist, bill of materials, pin map and firmware against each other. The netlist is read out of the schematic files
/// by geometry; the firmware's side out of its own classes.
/// </summary>
public class AgreementTests
{
    private static Netlist Board() => SchematicReader.Read("edgelogger.kicad_sch", name => HardwareFolder.Read("kicad/" + name));

    private static IReadOnlyDictionary<string, string> Bill() => BillOfMaterials.Read(HardwareFolder.Read("bom.csv"));

    [Fact]
    public void Schematic_bill_pin_map_and_firmware_agree() =>
        Assert.Empty(BoardCheck.Run(Board(), Bill(), FirmwareBelief.Pins(), FirmwareBelief.Slots()));

    [Fact]
    public void No_pin_of_the_board_is_one_that_the_firmware_drives_for_another_chip() =>
        Assert.Empty(PinMap.Nets.Values.Intersect(FirmwareBelief.OtherPins()));

    [Fact]
    public void The_schematic_files_connect_what_the_design_means()
    {
        Netlist meant = DesignNetlist.Create();
        Netlist drawn = Board();
        Assert.Equal(meant.Parts.Values.OrderBy(part => part.Reference), drawn.Parts.Values.OrderBy(part => part.Reference));
        Assert.Equal(meant.Nets.Keys.Order(StringComparer.Ordinal), drawn.Nets.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, IReadOnlyList<NetlistPin> pins) in meant.Nets)
        {
            Assert.Equal(pins, drawn.Nets[name]);
        }
    }

    [Fact]
    public void Made_files_are_those_that_the_code_makes_now()
    {
        foreach ((string name, string text) in MadeFiles.All())
        {
            Assert.True(File.ReadAllText(HardwareFolder.Path(name)) == text,
                $"hardware/{name} is not up to date; run hardware/make");
        }
    }

    [Fact]
    public void The_firmwares_defaults_are_the_designs_numbers()
    {
        SlotHardware slot = new();
        Assert.Equal(SlotDesign.ShuntOhm, slot.ShuntMicroOhm * 1e-6, 1e-9);
        Assert.Equal(SlotDesign.Divider, slot.DividerMillionths * 1e-6, 1e-9);
        Assert.Equal(SlotDesign.CurrentGain, slot.CurrentGain);
        Assert.Equal(SlotDesign.ThermometerGain, SlotHardware.ThermometerGain);
        Assert.Equal(SlotDesign.ThermometerReferenceOhm, slot.ThermometerReferenceMilliOhm * 1e-3, 1e-9);
        Assert.Equal(SlotDesign.ThermometerR0Ohm, slot.ThermometerR0Ohm);
        Assert.Equal(SlotDesign.ThermometerPeriodS, slot.ThermometerPeriodMs * 1e-3, 1e-9);
        Assert.Equal(SlotDesign.LoadCellGain, slot.LoadCellGain);
        Assert.Equal(Math.PI * SlotDesign.PistonMm * SlotDesign.PistonMm / 4, slot.PistonAreaSquareMicrometre * 1e-6, 1e-4);
        Assert.Equal(Addresses.Voltage, slot.VoltageChipAddress);
        Assert.Equal(Addresses.Current, slot.CurrentChipAddress);
        Assert.True(SlotDesign.ThermometerA
            * SlotDesign.ThermometerReferenceOhm >= EdgeLogger.Hardware.Parts.Ads122c04Sheet.LeastExternalReferenceV);
    }

    public static TheoryData<string> SeedNames => [.. Seeds.All.Select(seed => seed.Name)];

    [Theory]
    [MemberData(nameof(SeedNames))]
    public void A_seeded_mismatch_is_found(string name)
    {
        Seed seed = Seeds.All.Single(seed => seed.Name == name);
        (string root, string slot, string bill, Dictionary<string, int> pins, List<SlotBelief> slots) = (
            HardwareFolder.Read("kicad/edgelogger.kicad_sch"), HardwareFolder.Read("kicad/slot.kicad_sch"),
            HardwareFolder.Read("bom.csv"),
            FirmwareBelief.Pins(), FirmwareBelief.Slots().ToList());
        Faulty faulty = new(root, slot, bill, pins, slots);
        seed.Spoil(faulty);
        Netlist netlist = SchematicReader.Read(
            "edgelogger.kicad_sch", file => file == "slot.kicad_sch" ? faulty.Slot : faulty.Root);

        IReadOnlyList<string> faults = BoardCheck.Run(netlist, BillOfMaterials.Read(faulty.Bill), faulty.Pins, faulty.Slots);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', faults));
        Assert.NotEmpty(faults);
    }
}
