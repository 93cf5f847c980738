using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeLogger.Shared.Tests;

/// <summary>One file of Vectors/: a frame as hex with what it says, made from docs/specs/frame.md by another program.</summary>
public sealed class GoldenVector
{
    private readonly Dictionary<string, string> _fields = [];

    private GoldenVector(string name) => Name = name;

    public string Name { get; }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>The key of a signed frame; null: it is not signed.</summary>
    public byte[]? Key => _fields.TryGetValue("key", out string? hex) ? Convert.FromHexString(hex) : null;

    public List<(long UptimeMs, int[] Codes, byte[] Status)> Rows { get; } = [];

    public string this[string field] => _fields[field];

    public long Number(string field) => long.Parse(_fields[field], CultureInfo.InvariantCulture);

    public ulong Unsigned(string field) => ulong.Parse(_fields[field], CultureInfo.InvariantCulture);

    public static IEnumerable<GoldenVector> All() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "*.txt").Order(StringComparer.Ordinal).Select(Load);

    public static GoldenVector Load(string path)
    {
        GoldenVector vector = new(Path.GetFileNameWithoutExtension(path));
        string hex = "";
        foreach (string line in File.ReadLines(path).Where(line => !line.StartsWith('#')))
        {
            string[] parts = line.Split(": ", 2);
            if (parts[0] == "hex")
            {
                hex += parts[1];
            }
            else if (parts[0] == "row")
            {
                string[] row = parts[1].Split(" | ");
                vector.Rows.Add((
                    long.Parse(row[0], CultureInfo.InvariantCulture),
                    [.. row[1].Split(' ').Select(code => int.Parse(code, CultureInfo.InvariantCulture))],
                    [.. row[2].Split(' ').Select(byte.Parse)]));
            }
            else
            {
                vector._fields.Add(parts[0], parts[1]);
            }
        }

        vector.Bytes = Convert.FromHexString(hex);
        return vector;
    }
}
