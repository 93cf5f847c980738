using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>Writes the reference design as KiCad 6 schematic files. The same design gives the same bytes.</summary>
public static class SchematicWriter
{
    private const double PageWidthMm = 420;
    private const string Font = "(effects (font (size 1.27 1.27)))";

    /// <summary>The board's sheet, edgelogger.kicad_sch.</summary>
    public static string Root() => Write(ReferenceDesign.Root, isRoot: true);

    /// <summary>The slot's sheet, slot.kicad_sch.</summary>
    public static string Slot() => Write(ReferenceDesign.Slot, isRoot: false);

    /// <summary>The project file that KiCad opens.</summary>
    public static string Project() =>
        "{\n  \"meta\": { \"filename\": \"edgelogger.kicad_pro\", \"version\": 1 },\n  \"schematic\": { \"legacy_lib_dir\": "
        + "\"\", \"legacy_lib_list\": [] },\n  \"sheets\": [],\n  \"text_variables\": {}\n}\n";

    private static string Write(DesignSheet sheet, bool isRoot)
    {
        SheetLayout layout = new(sheet, PageWidthMm);
        StringBuilder text = new();
        text.Append("(kicad_sch (version 20211123) (generator eeschema)\n");
        text.Append($"  (uuid {Id(sheet.Name)})\n  (paper \"A2\")\n");
        text.Append($"  (title_block (title {Quote(sheet.Title)}) (rev \"1\") (company \"EdgeLogger\"))\n");
        text.Append("  (lib_symbols\n");
        foreach (PartType type in sheet.Parts.Select(part => part.Type).DistinctBy(SymbolName))
        {
            LibrarySymbol(text, type);
        }

        text.Append("  )\n");
        foreach ((string title, double x, double y) in layout.Titles)
        {
            text.Append($"  (text {Quote(title)} (at {x:0.##} {y:0.##} 0) (effects (font (size 2.2 2.2) bold) (justify left "
                + $"bottom)) (uuid {Id(sheet.Name + title)}))\n");
        }

        foreach ((Placed part, double x, double y) in layout.Parts)
        {
            Instance(text, sheet, part, x, y);
        }

        Ports(text, sheet, layout.Bottom);
        if (isRoot)
        {
            SlotSheets(text, layout.Bottom);
            Instances(text);
        }

        return text.Append(")\n").ToString();
    }

    private static void LibrarySymbol(StringBuilder text, PartType type)
    {
        SymbolShape shape = SymbolShape.Of(type);
        string name = SymbolName(type);
        string hidden = shape.IsSmall ? " (pin_numbers hide) (pin_names (offset 0) hide)" : " (pin_names (offset 0.508))";
        text.Append($"    (symbol \"edgelogger:{name}\"{hidden} (in_bom yes) (on_board yes)\n");
        text.Append($"      (property \"Reference\" \"{Letters(type)}\" (id 0) (at 0 "
            + $"{shape.HalfHeight + 1.27:0.##} 0) {Font})\n");
        text.Append($"      (property \"Value\" \"{name}\" (id 1) (at 0 {-shape.HalfHeight - 1.27:0.##} 0) {Font})\n");
        text.Append($"      (property \"Footprint\" \"\" (id 2) (at 0 0 0) (effects (font (size 1.27 1.27)) hide))\n");
        text.Append($"      (property \"Datasheet\" \"\" (id 3) (at 0 0 0) (effects (font (size 1.27 1.27)) hide))\n");
        text.Append($"      (symbol \"{name}_0_1\" (rectangle (start {-shape.HalfWidth:0.##} {shape.HalfHeight:0.##}) (end "
            + $"{shape.HalfWidth:0.##} {-shape.HalfHeight:0.##}) (stroke (width 0.254) (type default) (color 0 0 0 0)) "
            + "(fill (type background))))\n");
        text.Append($"      (symbol \"{name}_1_1\"\n");
        foreach ((PartPin pin, double x, double y, bool isLeft) in shape.Pins)
        {
            // A library's y goes up, a sheet's goes down.
            text.Append($"        (pin passive line (at {x:0.##} {-y:0.##} {(isLeft ? 0 : 180)}) (length "
                + $"{SymbolShape.PinLength}) (name {Quote(pin.Name)} {Font}) (number \"{pin.Number}\" {Font}))\n");
        }

        text.Append("      )\n    )\n");
    }

    private static void Instance(StringBuilder text, DesignSheet sheet, Placed part, double x, double y)
    {
        SymbolShape shape = SymbolShape.Of(part.Type);
        string reference = sheet.Ports.Count > 0 ? ReferenceDesign.ReferenceOf(0, part.Reference) : part.Reference;
        text.Append($"  (symbol (lib_id \"edgelogger:{SymbolName(part.Type)}\") (at {x:0.##} {y:0.##} 0) (unit 1) "
            + "(in_bom yes) (on_board yes)\n");
        text.Append($"    (uuid {Id(sheet.Name + part.Reference)})\n");
        double above = shape.HalfHeight + 1.2;
        string referenceAt = shape.IsSmall ? $"{x - 0.6:0.##} {y - above:0.##}" : $"{x:0.##} {y - above - 1.9:0.##}";
        string valueAt = shape.IsSmall ? $"{x + 0.6:0.##} {y - above:0.##}" : $"{x:0.##} {y - above + 0.2:0.##}";
        string referenceFont = shape.IsSmall ? "(effects (font (size 1.27 1.27)) (justify right))" : Font;
        string valueFont = shape.IsSmall ? "(effects (font (size 1.27 1.27)) (justify left))" : Font;
        text.Append($"    (property \"Reference\" \"{reference}\" (id 0) (at {referenceAt} 0) {referenceFont})\n");
        text.Append($"    (property \"Value\" {Quote(part.Type.Value)} (id 1) (at {valueAt} 0) {valueFont})\n");
        string[] hidden = ["Footprint", part.Type.Footprint, "Datasheet", "", "MPN", part.Type.PartNumber, "Manufacturer",
            part.Type.Manufacturer];
        for (int i = 0; i < hidden.Length; i += 2)
        {
            text.Append($"    (property \"{hidden[i]}\" {Quote(hidden[i + 1])} (id {2 + (i / 2)}) (at {x:0.##} {y:0.##} 0) "
                + "(effects (font (size 1.27 1.27)) hide))\n");
        }

        foreach (PartPin pin in part.Type.Pins)
        {
            text.Append($"    (pin \"{pin.Number}\" (uuid {Id(sheet.Name + part.Reference + "." + pin.Number)}))\n");
        }

        text.Append("  )\n");
        foreach ((PartPin pin, double dx, double dy, bool isLeft) in shape.Pins)
        {
            string key = sheet.Name + part.Reference + "." + pin.Number;
            string net = part.Nets[pin.Number];
            if (net.Length == 0)
            {
                text.Append($"  (no_connect (at {x + dx:0.##} {y + dy:0.##}) (uuid {Id(key + "nc")}))\n");
            }
            else
            {
                Label(text, "label", net, x + dx, y + dy, isLeft, key + "net");
            }
        }
    }

    private static void Ports(StringBuilder text, DesignSheet sheet, double top)
    {
        for (int i = 0; i < sheet.Ports.Count; i++)
        {
            double y = Math.Round((top + (i * 5.08)) / 2.54) * 2.54;
            string key = sheet.Name + sheet.Ports[i];
            text.Append($"  (hierarchical_label {Quote(sheet.Ports[i])} (shape bidirectional) (at 45.72 {y:0.##} 180) (effects "
                + $"(font (size 1.27 1.27)) (justify right)) (uuid {Id(key + "port")}))\n");
            text.Append($"  (wire (pts (xy 45.72 {y:0.##}) (xy 50.8 {y:0.##})) (stroke (width 0) (type default) (color 0 0 0 "
                + $"0)) (uuid {Id(key + "wire")}))\n");
            Label(text, "label", sheet.Ports[i], 50.8, y, isLeft: false, key + "label");
        }
    }

    private static void SlotSheets(StringBuilder text, double top)
    {
        for (int slot = 0; slot < SlotDesign.Slots; slot++)
        {
            double y = Math.Round((top + 5.08) / 2.54) * 2.54;
            double x = 45.72 + (slot * 76.2);
            text.Append($"  (sheet (at {x:0.##} {y:0.##}) (size 38.1 "
                + $"{(ReferenceDesign.Slot.Ports.Count + 1) * 5.08:0.##}) (fields_autoplaced)\n");
            text.Append("    (stroke (width 0.1524) (type solid) (color 0 0 0 0)) (fill (color 0 0 0 0.0000))\n");
            text.Append($"    (uuid {Id("sheet" + slot)})\n");
            text.Append($"    (property \"Sheet name\" \"slot{slot + 1}\" (id 0) (at {x:0.##} {y - 0.8:0.##} 0) (effects (font "
                + "(size 1.27 1.27)) (justify left bottom)))\n");
            text.Append($"    (property \"Sheet file\" \"slot.kicad_sch\" (id 1) (at {x:0.##} {y + 32.5:0.##} 0) (effects (font "
                + "(size 1.27 1.27)) (justify left top)))\n");
            for (int i = 0; i < ReferenceDesign.Slot.Ports.Count; i++)
            {
                text.Append($"    (pin {Quote(ReferenceDesign.Slot.Ports[i])} bidirectional (at {x:0.##} "
                    + $"{y + ((i + 1) * 5.08):0.##} 180) (effects (font (size 1.27 1.27)) (justify left)) (uuid "
                    + $"{Id("sheetpin" + slot + ReferenceDesign.Slot.Ports[i])}))\n");
            }

            text.Append("  )\n");
            for (int i = 0; i < ReferenceDesign.Slot.Ports.Count; i++)
            {
                Label(text, "label", ReferenceDesign.PortNet(slot, ReferenceDesign.Slot.Ports[i]), x, y + ((i + 1) * 5.08),
                    isLeft: true, "sheetlabel" + slot + i);
            }
        }
    }

    private static void Instances(StringBuilder text)
    {
        text.Append("  (sheet_instances\n    (path \"/\" (page \"1\"))\n");
        for (int slot = 0; slot < SlotDesign.Slots; slot++)
        {
            text.Append($"    (path \"/{Id("sheet" + slot)}\" (page \"{slot + 2}\"))\n");
        }

        text.Append("  )\n  (symbol_instances\n");
        foreach (Placed part in ReferenceDesign.Root.Parts)
        {
            SymbolInstance(text, "/" + Id(ReferenceDesign.Root.Name + part.Reference), part.Reference, part.Type);
        }

        for (int slot = 0; slot < SlotDesign.Slots; slot++)
        {
            foreach (Placed part in ReferenceDesign.Slot.Parts)
            {
                SymbolInstance(text, $"/{Id("sheet" + slot)}/{Id(ReferenceDesign.Slot.Name + part.Reference)}",
                    ReferenceDesign.ReferenceOf(slot, part.Reference), part.Type);
            }
        }

        text.Append("  )\n");
    }

    private static void SymbolInstance(StringBuilder text, string path, string reference, PartType type) =>
        text.Append($"    (path \"{path}\" (reference \"{reference}\") (unit 1) (value {Quote(type.Value)}) (footprint "
            + $"{Quote(type.Footprint)}))\n");

    private static void Label(StringBuilder text, string kind, string net, double x, double y, bool isLeft, string key) =>
        text.Append($"  ({kind} {Quote(net)} (at {x:0.##} {y:0.##} {(isLeft ? 180 : 0)}) (effects (font (size 1.27 1.27)) "
            + $"(justify {(isLeft ? "right" : "left")} bottom)) (uuid {Id(key)}))\n");

    private static string SymbolName(PartType type) => type.Symbol;

    private static string Letters(PartType type) => type.Symbol is "R" or "C" or "D" ? type.Symbol : "U";

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static Guid Id(string name)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("edgelogger-board/" + name))[..16];
        return new Guid(hash);
    }
}
