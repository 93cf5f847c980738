using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.RealProcesses;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>
/// A technician who is quick: what gives the board another schema is done command after command, on a running gateway.
/// </summary>
public sealed class SchemaChangeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Fault", "70")]
    public async Task Tare_zero_calibrate_and_configure_within_seconds_keep_no_row_waiting(bool mosquitto)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        Assert.SkipUnless(!mosquitto || MosquittoBroker.FindExecutable() is not null, "mosquitto is not installed.");
        using CancellationTokenSource limit = Practice.Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token, mosquitto);
        Succeeded(await bench.ProvisionAsync("--slots", "2"));
        Succeeded(await bench.ConfigureAsync(
            next => next["sampling"] = new JsonObject { ["period_ms"] = 200, ["rows_per_frame"] = 5 }));
        // Those of before the restart do not count: in its first second the chips have not been read yet.
        int first = (await bench.WaitForRowsAsync(1, _ => true)).Length;
        await bench.WaitForRowsAsync(1, rows => rows.Length > first + 10);
        await bench.Virtual.TypeAsync("1 3.7 0 25 0");
        await bench.Virtual.WaitForAsync("supplied:", limit.Token);

        Succeeded(await bench.MeasureAsync("tare", PracticeBench.Board, "1", "--seconds", "2"));
        Succeeded(await bench.MeasureAsync("zero", PracticeBench.Board, "0", "--seconds", "2"));
        await CalibrateAsync(bench, limit.Token);
        int before = (await bench.WaitForRowsAsync(0, rows => rows.Length > 10)).Length;
        Succeeded(await bench.ConfigureAsync(next => next["sampling"]!["period_ms"] = 250));

        // Rows of the newest configuration have come: nothing older waits, or ever will.
        await bench.WaitForRowsAsync(0, rows => rows.Length > before + 20);
        await bench.WaitForRowsAsync(1, rows => rows.Length > before + 20);
        Assert.DoesNotContain("wait for a schema", await HealthAsync(bench), StringComparison.Ordinal);
        Assert.True(SchemasAreFirst(bench.Data) >= 5);
        using FrameLogReader log = FrameLogReader.Open(bench.Data);
        Assert.Empty(log.ReadGaps());
        Assert.Empty(log.ReadRefusals());
    }

    private static async Task CalibrateAsync(PracticeBench bench, CancellationToken token)
    {
        await using SpokenProcess calibrate = SpokenProcess.Start(
            "board", "calibrate", PracticeBench.Board, "0", "--channel", "voltage", "--points", "1,4", "--seconds", "2", "--yes",
            "--reference", "Fluke 8846A, 1234", "--reference-ppm", "10", "--by", "ana", "--data", bench.Data);
        foreach (double reference in (double[])[1, 4])
        {
            await bench.SupplyAsync(0, reference);
            await calibrate.TypeAsync("");
            await calibrate.WaitForAsync("mean code", token);
        }

        Assert.Equal(0, await calibrate.ExitAsync(token));
    }

    /// <summary>How many schemas frames of the log name; each was in the log before the first of its frames.</summary>
    private static int SchemasAreFirst(string data)
    {
        using SqliteConnection log = new(new SqliteConnectionStringBuilder
        { DataSource = Path.Combine(data, "frames.db"), Mode = SqliteOpenMode.ReadOnly }.ToString());
        log.Open();
        using SqliteCommand command = log.CreateCommand();
        // The hash stands at byte 24 of a frame, the lowest byte first.
        command.CommandText = """
            SELECT n.hash, n.first, s.received_utc_ms FROM
              (SELECT stream.board, hex(substr(bytes, 28, 1)) || hex(substr(bytes, 27, 1)) || hex(substr(bytes, 26, 1)) || hex(substr(bytes, 25, 1)) AS hash,
                 MIN(received_utc_ms) AS first FROM frame JOIN stream ON frame.stream = stream.stream_id GROUP BY 1, 2) n
              LEFT JOIN schema s ON s.board = n.board AND printf('%08X', s.hash) = n.hash
            """;
        using SqliteDataReader rows = command.ExecuteReader();
        int schemas = 0;
        while (rows.Read())
        {
            schemas++;
            Assert.False(rows.IsDBNull(2), $"schema {rows.GetString(0)} never came");
            Assert.True(rows.GetInt64(2) <= rows.GetInt64(1),
                $"schema {rows.GetString(0)} came {rows.GetInt64(2) - rows.GetInt64(1)} ms after the first frame that names it");
        }

        return schemas;
    }

    private static async Task<string> HealthAsync(PracticeBench bench)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer =
            await http.GetAsync(new Uri(bench.Gateway.Page!, "/health"), TestContext.Current.CancellationToken);
        using JsonDocument health =
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return string.Join(' ', health.RootElement.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetString()));
    }

    private static void Succeeded(ProgramResult run) => Assert.True(run is { ExitCode: 0, Errors: "" }, run.Output + run.Errors);
}
