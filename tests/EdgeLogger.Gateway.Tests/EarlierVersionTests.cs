using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Tests;

/// <summary>What labs have on disk from earlier versions is read by this one.</summary>
public sealed class EarlierVersionTests : IDisposable
{
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
        string[] then = await File.ReadAllLinesAsync(Path.Combine(_folder.File("expected"), expected), TestContext.Current.CancellationToken);
        string[] now = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        // Columns have been added since, at the end, and the cycle under way has dates.
        int columns = then[0].Split(',').Length;
        int provisional = Array.IndexOf(then[0].Split(','), "provisional");
        Assert.Equal(then.Select(Comparable), now.Select(Comparable));

        string Comparable(string line)
        {
            string[] row = line.Split(',');
            return string.Join(',', provisional >= 0 && row[provisional] == "true" ? [row[0], row[1], .. row[4..columns]] : row[..columns]);
        }
    }

    /// <summary>Every stored result as its text, whatever else the version stores.</summary>
    private static List<string> Results(string data)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "derived.db"), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT stream, 'half cycle', half, result FROM half_cycle UNION ALL SELECT stream, 'step', step, result FROM step
            UNION ALL SELECT stream, 'cycle', number, result FROM cycle UNION ALL SELECT stream, 'trend', number, result FROM trend ORDER BY 1, 2, 3
            """;
        using SqliteDataReader row = command.ExecuteReader();
        List<string> results = [];
        while (row.Read())
        {
            results.Add($"{row.GetInt64(0)} {row.GetString(1)} {row.GetInt64(2)}: {row.GetString(3)}");
        }

        return results;
    }

    private static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        ProgramResult result = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }
}
