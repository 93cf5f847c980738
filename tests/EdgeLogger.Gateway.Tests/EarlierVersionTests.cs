using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Tests;

/// <summary>What labs have on disk from earlier versions is read by this one.</summary>
public sealed partial class EarlierVersionTests : IDisposable
{
    // docs/specs/results.md, section 3.
    private static readonly Dictionary<string, string> NamesSince = new()
    {
        ["voltage_V"] = "voltage_v",
        ["current_A"] = "current_a",
        ["temperature_degC"] = "temperature_degc",
        ["pressure_MPa"] = "pressure_mpa",
        ["charge_Ah"] = "charge_capacity_ah",
        ["discharge_Ah"] = "discharge_capacity_ah",
        ["charge_Wh"] = "charge_energy_wh",
        ["discharge_Wh"] = "discharge_energy_wh",
        ["coulombic_efficiency_ratio"] = "coulombic_efficiency",
        ["energy_efficiency_ratio"] = "energy_efficiency",
        ["mean_charge_V"] = "mean_charge_voltage_v",
        ["mean_discharge_V"] = "mean_discharge_voltage_v",
        ["retention_ratio"] = "retention",
        ["flags"] = "quality_flags",
    };

    private static readonly (string Table, string Number)[] Numbered =
        [("half_cycle", "half"), ("step", "step"), ("cycle", "number"), ("trend", "number")];

    private readonly ScratchDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.1.0")]
    public async Task A_data_directory_of_an_earlier_version_gives_the_results_that_it_gave_then(string version)
    {
        DataDirectoryArchive.Unpack(version, _folder);
        string data = _folder.File("data");

        List<string> before = Results(data);
        await RunAsync("rebuild", "--data", data);
        Assert.True(before.Count > 50);
        Assert.Equal(before, Results(data));
        ProgramResult check = await RunAsync("rebuild", "--check", "--data", data);
        Assert.Contains("identical", check.Output, StringComparison.Ordinal);
        ProgramResult doctor = await RunAsync("doctor", "--data", data);
        Assert.Contains("nothing is wrong", doctor.Output, StringComparison.Ordinal);
        ProgramResult alerts = await RunAsync("alerts", "list", "--past", "--data", data);
        Assert.Contains("capacity-retention on fixture-7/0", alerts.Output, StringComparison.Ordinal);
        foreach (string cell in (string[])["fixture-1", "fixture-7", "cycler-01"])
        {
            await AssertExportAsync($"{cell}/0", "cycles", $"cycles-{cell}.csv");
        }

        await AssertExportAsync("cycler-01/0", "samples", "samples-cycler-01.csv");
    }

    private async Task AssertExportAsync(string cell, string what, string expected)
    {
        string file = _folder.File("now-" + expected);
        await RunAsync("export", cell, "--what", what, "--out", file, "--data", _folder.File("data"));
        List<Dictionary<string, string>> then = await ReadAsync(Path.Combine(_folder.File("expected"), expected));
        List<Dictionary<string, string>> now = await ReadAsync(file);
        Assert.Equal(then.Count, now.Count);
        // Columns have been added since, and the cycle under way has dates.
        Assert.All(then.Zip(now), pair => Assert.All(
            pair.First.Where(cell => pair.First.GetValueOrDefault("provisional") != "true"
                || cell.Key is not ("start_utc" or "end_utc")),
            cell => Assert.Equal(cell.Value, pair.Second[cell.Key])));
    }

    /// <summary>A file's rows by the names of today; no cell has a line end or a quote.</summary>
    private static async Task<List<Dictionary<string, string>>> ReadAsync(string file)
    {
        string[][] lines = [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
            .Select(line => CellPattern().Matches(line).Select(cell => cell.Value.Trim('"')).ToArray())];
        string[] names = [.. lines[0].Select(name => NamesSince.GetValueOrDefault(name, name))];
        return [.. lines.Skip(1).Select(cells => names.Zip(cells).ToDictionary(
            cell => cell.First, cell => cell.First == "quality_flags" ? Flags(cell.Second) : cell.Second))];
    }

    // Flags were "Gap, JoinsMidway", and are gap;joins_midway.
    private static string Flags(string text) =>
        text.Replace(", ", ";", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Every stored result as its text, whatever else the version stores.</summary>
    private static List<string> Results(string data)
    {
        using SqliteConnection connection =
            new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "derived.db"), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        // What is the random number of a test was that of a stream: each is known by its board and slot.
        command.CommandText = "SELECT name FROM pragma_table_info('half_cycle') WHERE cid = 0";
        string key = (string)command.ExecuteScalar()!;
        command.CommandText = string.Join(" UNION ALL ", Numbered
            .Select(one => $"SELECT board || '/' || slot, '{one.Table}', {one.Number}, result FROM "
                + $"{one.Table} JOIN cell USING({key})"))
            + " ORDER BY 1, 2, 3";
        using SqliteDataReader row = command.ExecuteReader();
        List<string> results = [];
        while (row.Read())
        {
            results.Add($"{row.GetString(0)} {row.GetString(1)} {row.GetInt64(2)}: {AsToday(row.GetString(3))}");
        }

        return results;
    }

    // A cycle had its number and its halves in it, and what is not known stood there as null.
    private static string AsToday(string result)
    {
        JsonObject json = JsonNode.Parse(result)!.AsObject();
        if (json["Charge"] is JsonObject || json["Discharge"] is JsonObject)
        {
            json.Remove("Number");
            foreach (string half in (string[])["Charge", "Discharge"])
            {
                json[half] = json[half]?["Index"]?.DeepClone();
            }
        }

        return WithoutNull(json)!.ToJsonString();
    }

    private static JsonNode? WithoutNull(JsonNode? json) => json switch
    {
        JsonObject known => new JsonObject(known.Where(one => one.Value is not null)
            .Select(one => KeyValuePair.Create(one.Key, WithoutNull(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutNull)]),
        _ => json?.DeepClone(),
    };

    private static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        ProgramResult result = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }

    [GeneratedRegex("(?<=^|,)(\"[^\"]*\"|[^,]*)")]
    private static partial Regex CellPattern();
}
