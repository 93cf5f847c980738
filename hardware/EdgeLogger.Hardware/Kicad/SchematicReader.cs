using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>
/// Reads the netlist out of KiCad schematic files, as KiCad does: by where pins, wires, labels and sheet pins lie, sheet by
/// sheet. It knows nothing of how the files were made. What it does not read (buses, global labels, power symbols, mirrored or
/// turned symbols) it refuses.
/// </summary>
public sealed class SchematicReader
{
    private readonly Func<string, string> _readFile;
    private readonly Dictionary<string, string> _parents = [];
    private readonly List<(NetlistPin Pin, string Node)> _pins = [];
    private readonly List<(string Node, string Name, int Depth)> _names = [];
    private readonly Dictionary<string, NetlistPart> _parts = [];
    private Dictionary<string, SExpr> _instances = [];

    private SchematicReader(Func<string, string> readFile) => _readFile = readFile;

    /// <summary>Reads a schematic and the sheets below it.</summary>
    /// <param name="rootFile">Name of the root file.</param>
    /// <param name="readFile">Gives a file's text by its name.</param>
    /// <exception cref="FormatException">Not a schematic, or something in it that is not read.</exception>
    public static Netlist Read(string rootFile, Func<string, string> readFile)
    {
        ArgumentNullException.ThrowIfNull(readFile);
        SchematicReader reader = new(readFile);
        SExpr root = SExpr.Parse(readFile(rootFile));
        reader._instances = root.One("symbol_instances").All("path").ToDictionary(path => path.Text(1));
        reader.ReadSheet(root, "", "", 0);
        return reader.Collect();
    }

    private void ReadSheet(SExpr sheet, string path, string name, int depth)
    {
        if (sheet.Name != "kicad_sch" || sheet.Items.Any(item => item.Name is "bus" or "bus_entry" or "global_label"))
        {
            throw new FormatException($"Sheet {name}/ is not a schematic, or has buses or global labels, which are not read.");
        }

        Dictionary<string, SExpr> library = sheet.One("lib_symbols").All("symbol").ToDictionary(symbol => symbol.Text(1));
        List<(double X, double Y)> points = [];
        foreach (SExpr symbol in sheet.All("symbol"))
        {
            ReadSymbol(symbol, library, path, points);
        }

        foreach (SExpr label in sheet.Items.Where(item => item.Name is "label" or "hierarchical_label"))
        {
            (double x, double y) = At(label);
            points.Add((x, y));
            string node = Node(path, x, y);
            Join(node, path + "|" + label.Text(1));
            _names.Add((node, name + "/" + label.Text(1), depth));
        }

        foreach (SExpr child in sheet.All("sheet"))
        {
            ReadChild(child, path, name, depth, points);
        }

        JoinWires(sheet, path, points);
    }

    private void ReadSymbol(SExpr symbol, Dictionary<string, SExpr> library, string path, List<(double X, double Y)> points)
    {
        if (symbol.One("at").Number(3) != 0 || symbol.All("mirror").Any())
        {
            throw new FormatException($"{symbol.Property("Reference")} is turned or mirrored, which is not read.");
        }

        SExpr instance = _instances[path + "/" + symbol.One("uuid").Text(1)];
        string reference = instance.One("reference").Text(1);
        if (!_parts.TryAdd(reference, new NetlistPart(
            reference, instance.One("value").Text(1), instance.One("footprint").Text(1), symbol.Property("MPN"))))
        {
            throw new FormatException($"There are two parts {reference}.");
        }

        (double x, double y) = At(symbol);
        foreach (SExpr pin in library[symbol.One("lib_id").Text(1)].All("symbol").SelectMany(unit => unit.All("pin")))
        {
            // A library's y goes up, a sheet's goes down.
            double pinX = x + pin.One("at").Number(1);
            double pinY = y - pin.One("at").Number(2);
            points.Add((pinX, pinY));
            _pins.Add((new NetlistPin(reference, pin.One("number").Text(1), pin.One("name").Text(1)), Node(path, pinX, pinY)));
        }
    }

    private void ReadChild(SExpr child, string path, string name, int depth, List<(double X, double Y)> points)
    {
        string childPath = path + "/" + child.One("uuid").Text(1);
        string childName = name + "/" + child.Property("Sheet name");
        SExpr sheet = SExpr.Parse(_readFile(child.Property("Sheet file")));
        HashSet<string> ports = [.. sheet.All("hierarchical_label").Select(label => label.Text(1))];
        foreach (SExpr pin in child.All("pin"))
        {
            if (!ports.Contains(pin.Text(1)))
            {
                throw new FormatException($"Sheet {childName} has a pin {pin.Text(1)} and no hierarchical label of that name.");
            }

            (double x, double y) = At(pin);
            points.Add((x, y));
            Join(Node(path, x, y), childPath + "|" + pin.Text(1));
        }

        ReadSheet(sheet, childPath, childName, depth + 1);
    }

    private void JoinWires(SExpr sheet, string path, List<(double X, double Y)> points)
    {
        foreach (SExpr wire in sheet.All("wire"))
        {
            List<SExpr> ends = [.. wire.One("pts").All("xy")];
            (double X, double Y) from = (ends[0].Number(1), ends[0].Number(2));
            (double X, double Y) to = (ends[1].Number(1), ends[1].Number(2));
            foreach ((double x, double y) in points.Append(to).Where(point => IsOn(point, from, to)))
            {
                Join(Node(path, from.X, from.Y), Node(path, x, y));
            }
        }
    }

    private static bool IsOn((double X, double Y) point, (double X, double Y) from, (double X, double Y) to) =>
        Math.Abs(((point.X - from.X) * (to.Y - from.Y)) - ((point.Y - from.Y) * (to.X - from.X))) < 1e-6
        && point.X >= Math.Min(from.X, to.X) - 1e-6 && point.X <= Math.Max(from.X, to.X) + 1e-6
        && point.Y >= Math.Min(from.Y, to.Y) - 1e-6 && point.Y <= Math.Max(from.Y, to.Y) + 1e-6;

    private Netlist Collect()
    {
        // A net is called by its label on the highest sheet.
        Dictionary<string, string> names = [];
        foreach ((string node, string name, int _) in _names.OrderBy(name => name.Depth)
            .ThenBy(name => name.Name, StringComparer.Ordinal))
        {
            names.TryAdd(Find(node), name.StartsWith('/') && name.LastIndexOf('/') == 0 ? name[1..] : name);
        }

        SortedDictionary<string, IReadOnlyList<NetlistPin>> nets = new(StringComparer.Ordinal);
        foreach (IGrouping<string, (NetlistPin Pin, string Node)> group in _pins.GroupBy(pin => Find(pin.Node)))
        {
            if (names.TryGetValue(group.Key, out string? name) || group.Count() > 1)
            {
                NetlistPin[] pins = [.. group.Select(pin => pin.Pin).OrderBy(pin => pin.Reference, StringComparer.Ordinal)
                    .ThenBy(pin => pin.Number, StringComparer.Ordinal)];
                nets[name ?? $"Net-({pins[0].Reference}-{pins[0].Number})"] = pins;
            }
        }

        return new Netlist(_parts, nets);
    }

    private static (double X, double Y) At(SExpr item) => (item.One("at").Number(1), item.One("at").Number(2));

    private static string Node(string path, double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}@{Math.Round(x * 100)},{Math.Round(y * 100)}");

    private string Find(string node)
    {
        string parent = _parents.GetValueOrDefault(node, node);
        return parent == node ? node : _parents[node] = Find(parent);
    }

    private void Join(string a, string b) => _parents[Find(a)] = Find(b);
}
