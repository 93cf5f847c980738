using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Hardware.Kicad;

namespace EdgeLogger.Hardware.Design;

/// <summary>The netlist that the design means, without a schematic in between.</summary>
public static class DesignNetlist
{
    /// <summary>The whole board.</summary>
    public static Netlist Create()
    {
        Dictionary<string, NetlistPart> parts = [];
        SortedDictionary<string, List<NetlistPin>> nets = new(StringComparer.Ordinal);
        Add(ReferenceDesign.Root, reference => reference, net => net);
        for (int slot = 0; slot < SlotDesign.Slots; slot++)
        {
            int number = slot;
            Add(ReferenceDesign.Slot,
                reference => ReferenceDesign.ReferenceOf(number, reference),
                net => ReferenceDesign.Slot.Ports.Contains(net)
                    ? ReferenceDesign.PortNet(number, net)
                    : $"/slot{number + 1}/{net}");
        }

        return new Netlist(parts, nets.ToDictionary(
            net => net.Key,
            IReadOnlyList<NetlistPin> (net) => [.. net.Value.OrderBy(pin => pin.Reference, StringComparer.Ordinal)
                .ThenBy(pin => pin.Number, StringComparer.Ordinal)]));

        void Add(DesignSheet sheet, Func<string, string> referenceOf, Func<string, string> netOf)
        {
            foreach (Placed part in sheet.Parts)
            {
                string reference = referenceOf(part.Reference);
                parts.Add(reference, new NetlistPart(reference, part.Type.Value, part.Type.Footprint, part.Type.PartNumber));
                foreach (PartPin pin in part.Type.Pins.Where(pin => part.Nets[pin.Number].Length > 0))
                {
                    string net = netOf(part.Nets[pin.Number]);
                    if (!nets.TryGetValue(net, out List<NetlistPin>? pins))
                    {
                        nets.Add(net, pins = []);
                    }

                    pins.Add(new NetlistPin(reference, pin.Number, pin.Name));
                }
            }
        }
    }
}
