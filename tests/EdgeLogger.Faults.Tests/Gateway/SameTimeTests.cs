using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Harness;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>One record, read through the page's interface, an InfluxDB and an export.</summary>
public sealed class SameTimeTests
{
    private const string Database = "cells";

    private readonly TestStream _stream = new(0x9400);

    /// <summary>When each row was made, where its board's clock says so, by its voltage code.</summary>
    private readonly Dictionary<int, long> _known = [];

    [Fact]
    public async Task A_row_has_one_time_on_page_InfluxDB_and_export_in_boots_that_learn_UTC_late_never_or_by_a_step()
    {
        await using InfluxServer influx = await InfluxServer.CreateAsync();
        await influx.CreateDatabaseAsync(Database);
        await using GatewayUnderTest gateway =
            await GatewayUnderTest.StartedAsync("--influx", $"{influx.Server}?db={Database}&samples=all");
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, _stream.Schema, retain: true);
            await board.SendAsync(Record());
            await board.AcknowledgedAsync(_stream.Id, _stream.Last);
        }

        int rows = _stream.Made.Count * TestStream.RowsAFrame;
        IReadOnlyDictionary<int, Dated> page = await UntilAsync(() => PageAsync(gateway), rows, gateway);
        IReadOnlyDictionary<int, Dated> database = await UntilAsync(() => InfluxAsync(influx), rows, gateway);
        IReadOnlyDictionary<int, Dated> export = await ExportAsync(gateway);

        Assert.Equal(rows, export.Count);
        Assert.Equal(export.ToDictionary(row => row.Key, row => row.Value.UtcMs),
            page.ToDictionary(row => row.Key, row => row.Value.UtcMs));
        Assert.Equal(export.ToDictionary(row => row.Key, row => row.Value),
            database.ToDictionary(row => row.Key, row => row.Value));
        Assert.All(_known, row => Assert.Equal(new Dated(row.Value, IsEstimated: false), export[row.Key]));
        Dated[] estimated = [.. export.Values.Where(row => row.IsEstimated).OrderBy(row => row.UtcMs)];
        Assert.Equal(5 * TestStream.RowsAFrame, estimated.Length);
        Assert.All(estimated.Zip(estimated.Skip(1)), pair => Assert.Equal(1000, pair.Second.UtcMs - pair.First.UtcMs));
        // They ended before the next boot began.
        Assert.True(estimated[^1].UtcMs <= TestStream.StartUtcMs + 7_200_000);
    }

    private List<byte[]> Record()
    {
        List<byte[]> frames = [];
        // It learns UTC in its third frame: what came before lies on the same clock.
        _stream.TimeQuality = TimeQuality.None;
        frames.AddRange(Known(2, TestStream.StartUtcMs, 0));
        _stream.TimeQuality = TimeQuality.Synchronised;
        frames.AddRange(Known(2, TestStream.StartUtcMs, 20_000));

        _stream.Reboot();
        _stream.TimeQuality = TimeQuality.None;
        frames.AddRange(_stream.Next(3));
        // Once more: InfluxDB would keep one of two rows that share a time.
        _stream.Reboot();
        frames.AddRange(_stream.Next(2));

        _stream.Reboot();
        _stream.TimeQuality = TimeQuality.Synchronised;
        _stream.UtcMinusUptimeMs = TestStream.StartUtcMs + 7_200_000;
        frames.AddRange(Known(2, _stream.UtcMinusUptimeMs, 0));
        // Its clock is set, by an hour.
        _stream.UtcMinusUptimeMs += 3_600_000;
        frames.AddRange(Known(2, _stream.UtcMinusUptimeMs, 20_000));
        return frames;
    }

    private IReadOnlyList<byte[]> Known(int frames, long utcMinusUptimeMs, long fromUptimeMs)
    {
        IReadOnlyList<byte[]> made = _stream.Next(frames);
        FrameReader reader = new();
        foreach (byte[] frame in made)
        {
            Assert.Equal(FrameError.None, reader.Open(frame, 0, frame.Length));
            while (reader.ReadRow())
            {
                fromUptimeMs += 1000;
                Assert.Equal(fromUptimeMs, reader.RowUptimeMs);
                _known.Add(reader.Codes[0], utcMinusUptimeMs + reader.RowUptimeMs);
            }
        }

        return made;
    }

    private static async Task<IReadOnlyDictionary<int, Dated>> UntilAsync(
        Func<Task<IReadOnlyDictionary<int, Dated>>> read, int rows, GatewayUnderTest gateway)
    {
        IReadOnlyDictionary<int, Dated> found;
        while ((found = await read()).Count < rows)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, gateway.Token);
        }

        return found;
    }

    private static async Task<IReadOnlyDictionary<int, Dated>> PageAsync(GatewayUnderTest gateway)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer =
            await http.GetAsync(new Uri(gateway.Serve.Page!, "/api/cells/board-a/0/samples?rows=100000"), gateway.Token);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing of the cell has been stored yet.
            return new Dictionary<int, Dated>();
        }

        using JsonDocument samples = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(gateway.Token));
        return samples.RootElement.GetProperty("endMs").EnumerateArray()
            .Zip(samples.RootElement.GetProperty("voltageMinV").EnumerateArray())
            .ToDictionary(row => CodeOf(row.Second.GetDouble()), row => new Dated(row.First.GetInt64(), IsEstimated: false));
    }

    private static async Task<IReadOnlyDictionary<int, Dated>> InfluxAsync(InfluxServer influx) =>
        (await influx.ReadAsync(Database)).Field("el_sample", "voltage_v")
            .ToDictionary(value => CodeOf(value.Value),
                value => new Dated(value.UtcMs, value.Tags.GetValueOrDefault("dated") == "estimated"));

    private static async Task<IReadOnlyDictionary<int, Dated>> ExportAsync(GatewayUnderTest gateway)
    {
        string file = Path.Combine(gateway.Directory, "samples.csv");
        ProgramResult exported = await gateway.RunAsync("export", "board-a/0", "--out", file);
        Assert.True(exported.ExitCode == 0, exported.Output + exported.Errors);
        string[] lines = await File.ReadAllLinesAsync(file, gateway.Token);
        string[] names = lines[0].Split(',');
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(
            row => CodeOf(double.Parse(row[Array.IndexOf(names, "voltage_v")], CultureInfo.InvariantCulture)),
            row => new Dated(
                DateTimeOffset.Parse(row[Array.IndexOf(names, "utc")], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
                row[Array.IndexOf(names, "utc_quality")] == "estimated"));
    }

    private static int CodeOf(double voltageV) => (int)double.Round(voltageV * 1e6);

    private readonly record struct Dated(long UtcMs, bool IsEstimated);
}
