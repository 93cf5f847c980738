using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Hardware.Design;

/// <summary>A sheet of the schematic: parts, what their pins are connected to, and which nets leave it.</summary>
public sealed class DesignSheet
{
    private readonly List<Placed> _parts = [];
    private string _group = "";

    internal DesignSheet(string name, string title, IReadOnlyList<string> ports)
    {
        Name = name;
        Title = title;
        Ports = ports;
    }

    /// <summary>Name of its file.</summary>
    public string Name { get; }

    /// <summary>What is on it.</summary>
    public string Title { get; }

    /// <summary>Nets that the sheet above connects.</summary>
    public IReadOnlyList<string> Ports { get; }

    /// <summary>Its parts, in the order in which they are drawn.</summary>
    public IReadOnlyList<Placed> Parts => _parts;

    /// <summary>Begins a group; returns itself.</summary>
    internal DesignSheet Group(string title)
    {
        _group = title;
        return this;
    }

    /// <summary>
    /// Adds a part. Nets are given by pin name, "SDA=BUS_SDA SCL=BUS_SCL", or in the order of the pins if there is no "="; "-" is
    /// no connection. Every pin has to be named.
    /// </summary>
    internal DesignSheet Add(string reference, PartType type, string nets)
    {
        string[] words = nets.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var byPin = new Dictionary<string, string>();
        if (words.Any(word => word.Contains('=', StringComparison.Ordinal)))
        {
            Dictionary<string, string> byName = words.Select(word => word.Split('='))
                .ToDictionary(word => word[0], word => word[1]);
            foreach (PartPin pin in type.Pins)
            {
                byPin[pin.Number] = byName.TryGetValue(pin.Name, out string? net) ? NetOf(net)
                    : throw new ArgumentException($"{reference}: pin {pin.Name} has no net.", nameof(nets));
            }

            string? unknown = byName.Keys.Except(type.Pins.Select(pin => pin.Name)).FirstOrDefault();
            if (unknown is not null)
            {
                throw new ArgumentException($"{reference}: there is no pin {unknown}.", nameof(nets));
            }
        }
        else
        {
            if (words.Length != type.Pins.Count)
            {
                throw new ArgumentException($"{reference}: {type.Pins.Count} pins, {words.Length} nets.", nameof(nets));
            }

            for (int i = 0; i < words.Length; i++)
            {
                byPin[type.Pins[i].Number] = NetOf(words[i]);
            }
        }

        _parts.Add(new Placed(reference, type, _group, byPin));
        return this;
    }

    private static string NetOf(string word) => word == "-" ? "" : word;
}
