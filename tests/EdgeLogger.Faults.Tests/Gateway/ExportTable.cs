using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>What `edgelogger export` writes of a cell, by the names of its columns.</summary>
internal sealed class ExportTable
{
    private readonly string[] _names;

    private ExportTable(string text)
    {
        Text = text;
        string[] lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        _names = lines[0].Split(',');
        Rows = [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    public string Text { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Exports samples, steps or cycles of a cell.</summary>
    public static async Task<ExportTable> OfAsync(GatewayUnderTest gateway, string cell, string what)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("edgelogger-export-").FullName, "export.csv");
        try
        {
            ProgramResult result = await gateway.RunAsync("export", cell, "--what", what, "--out", file);
            Assert.True(result.ExitCode == 0, result.Output + result.Errors);
            return new ExportTable(await File.ReadAllTextAsync(file, gateway.Token));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    public IEnumerable<string> Column(string name) => Rows.Select(row => row[IndexOf(name)]);

    public double Number(int row, string name) => Number(Rows[row][IndexOf(name)]);

    /// <summary>The numbers of a column, where it has any.</summary>
    public double[] Numbers(string name) => [.. Column(name).Where(text => text.Length > 0).Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private int IndexOf(string name)
    {
        int index = Array.IndexOf(_names, name);
        Assert.True(index >= 0, $"there is no column {name} in: {string.Join(' ', _names)}");
        return index;
    }
}
