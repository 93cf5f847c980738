using System.Collections.Generic;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.Hardware.Kicad;

namespace EdgeLogger.Hardware.Design;

/// <summary>The files of hardware/ that are made from this code; a test holds that they are up to date.</summary>
public static class MadeFiles
{
    /// <summary>Path below hardware/, and text.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        string root = SchematicWriter.Root();
        string slot = SchematicWriter.Slot();
        Netlist netlist = SchematicReader.Read("edgelogger.kicad_sch", name => name == "slot.kicad_sch" ? slot : root);
        return new Dictionary<string, string>
        {
            ["kicad/edgelogger.kicad_pro"] = SchematicWriter.Project(),
            ["kicad/edgelogger.kicad_sch"] = root,
            ["kicad/slot.kicad_sch"] = slot,
            ["kicad/edgelogger.net"] = NetlistWriter.Write(netlist),
            ["error-budget.csv"] = BudgetTable.Csv(),
            ["bom.csv"] = BillOfMaterials.Csv(),
            ["pictures/schematic-board.svg"] = SchematicPicture.Svg(root),
            ["pictures/schematic-slot.svg"] = SchematicPicture.Svg(slot),
        };
    }
}
