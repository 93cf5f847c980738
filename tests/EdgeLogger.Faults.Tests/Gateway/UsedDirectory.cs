using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// The data directory of a gateway that has used every file it can have; it does not run any more. Tests damage copies.
/// </summary>
public sealed class UsedDirectory : IAsyncLifetime
{
    public const int Rows = 20 * TestStream.RowsAFrame;

    private readonly GatewayUnderTest _gateway = new() { HasTls = true, Options = ["--influx", "http://127.0.0.1:9?db=lab"] };

    /// <summary>Opens the API.</summary>
    public string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string broker = Path.Combine(_gateway.Directory, "broker");
        Directory.CreateDirectory(broker);
        BoardKeys.Open(broker).AddAll(["board-b"]);
        await _gateway.StartAsync();
        await using (TestBoard signing = await _gateway.ConnectAsync("board-b"))
        {
            await signing.PublishAsync(signing.Topics.State, BoardKeys.Open(broker).Find("board-b")!.SignDocument(
                signing.Topics.State, """{"v":1,"online":true,"start":1,"connects":1,"n":1,"streams":[]}"""u8.ToArray()));
        }

        TestStream stream = new(0x5a00);
        await using (TestBoard board = await _gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
            await board.SendAsync(stream.Next(20));
            await board.AcknowledgedAsync(stream.Id, 20);
            await _gateway.HealthUntilAsync((_, _) => _gateway.GetAsync("/api/cells").GetAwaiter().GetResult()
                .Contains($"\"rows\":{Rows}", StringComparison.Ordinal));
        }

        await _gateway.HealthUntilAsync((_, _) => File.Exists(Path.Combine(_gateway.Directory, "sinks.db")));
        await _gateway.StopAsync();
        string directory = _gateway.Directory;
        AccessBook access = AccessBook.Open(directory);
        access.SetUser("ada", Role.Admin, "ten characters");
        Token = access.SetToken("test", Role.Viewer, DateTimeOffset.UnixEpoch);
        new AuditLog(directory, TimeProvider.System).Note("ada", "sign-in", "ada");
        using (CellBook book = CellBook.Open(directory, TimeProvider.System))
        {
            book.SetSlot(new SlotName("board-a", 0), cell => cell with { Cohort = "c1" }, new Author("ada"));
        }

        new CalibrationHistory(directory).Add(
            new CalibrationRecord(DateTimeOffset.UnixEpoch, "ada", "board-a", 0, "voltage", "k", "V", [1], [1], 0, 0, 0, 0, 1));
        File.WriteAllText(Path.Combine(directory, "mirrored.txt"), "edgelogger/cells/board-a/0/state\n");
        File.WriteAllText(Path.Combine(directory, "alerts.yaml"), "rules: []\n");
        File.WriteAllText(Path.Combine(broker, BrokerAccounts.LossMark), "looked at\n");
    }

    /// <summary>Names of all its files, as <see cref="DataFiles"/> has them.</summary>
    public IReadOnlyList<string> Names() => [.. Directory.EnumerateFiles(_gateway.Directory, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_gateway.Directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Copies it, with the modes of its files.</summary>
    public void CopyTo(string directory)
    {
        foreach (string name in Names())
        {
            string to = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(_gateway.Directory, name), to);
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
