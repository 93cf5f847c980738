using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>Writes a netlist in the form that KiCad's board editor imports.</summary>
public static class NetlistWriter
{
    /// <summary>The text of a .net file.</summary>
    public static string Write(Netlist netlist)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        StringBuilder text = new("(export (version \"E\")\n  (components\n");
        foreach (NetlistPart part in netlist.Parts.Values.OrderBy(part => part.Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"    (comp (ref \"{part.Reference}\") (value \"{part.Value}\") "
                + $"(footprint \"{part.Footprint}\") (fields (field (name \"MPN\") \"{part.PartNumber}\")))\n");
        }

        text.Append("  )\n  (nets\n");
        int code = 0;
        foreach ((string name, IReadOnlyList<NetlistPin> pins) in netlist.Nets.OrderBy(net => net.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"    (net (code \"{++code}\") (name \"{name}\")\n");
            foreach (NetlistPin pin in pins)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"      (node (ref \"{pin.Reference}\") (pin \"{pin.Number}\") (pinfunction \"{pin.Name}\"))\n");
            }

            text.Append("    )\n");
        }

        return text.Append("  )\n)\n").ToString();
    }
}
