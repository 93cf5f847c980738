using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Mirrors.Sparkplug;
using EdgeLogger.Mqtt;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Testing;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>Mirrors with a real mosquitto, as another client of it sees them.</summary>
public sealed class MirrorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly MirrorOptions Quick = new() { Every = TimeSpan.FromMilliseconds(20) };
    private static readonly MirrorOptions Assistant = Quick with { HomeAssistant = true };

    private readonly ScratchDirectory _folder = new();
    private MirroredCell[]? _cells = [Cell(0, 3.7)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_latest_state_of_a_slot_is_retained_under_the_slot_and_under_the_test()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using (JsonMirror mirror = Json(broker, Quick))
        {
            mirror.Start();
            await using IMqttLink watcher = await broker.ListenAsync("watcher", "edgelogger/#");
            await UntilAsync(watcher, message => message.Topic == "edgelogger/cells/bench-01/0/state");
            _cells = [Cell(0, 3.8)];
            await UntilAsync(watcher, message => message.Topic == "edgelogger/tests/0000000000000001/state"
                && Text(message).Contains("3.8", StringComparison.Ordinal));
        }

        await using IMqttLink late = await broker.ListenAsync("late", "#");
        MqttMessage[] kept =
            [await UntilAsync(late, _ => true), await UntilAsync(late, _ => true), await UntilAsync(late, _ => true)];
        Assert.Equal(
            ["edgelogger/cells/bench-01/0/state", "edgelogger/status", "edgelogger/tests/0000000000000001/state"],
            kept.Select(message => message.Topic).Order(StringComparer.Ordinal));
        Assert.Equal("offline", Text(kept.Single(message => message.Topic == "edgelogger/status")));
        MqttMessage[] states = [.. kept.Where(message => message.Topic != "edgelogger/status")];
        Assert.Equal(Text(states[0]), Text(states[1]));
        using JsonDocument state = JsonDocument.Parse(states[0].Payload);
        Assert.Equal(("WJK-0412", 2, "0000000000000001", "bench-01/0"),
            (state.RootElement.GetProperty("cell").GetString(), state.RootElement.GetProperty("test").GetInt32(),
            state.RootElement.GetProperty("test_id").GetString(), state.RootElement.GetProperty("slot").GetString()));
        Assert.Equal(3.8, state.RootElement.GetProperty("voltage_v").GetDouble());
        Assert.Equal(JsonValueKind.Null, state.RootElement.GetProperty("pressure_mpa").ValueKind);
        Assert.All(kept, message => Assert.True(message.Retain));
    }

    [Fact]
    public void The_document_has_the_names_of_the_lists_of_quantities()
    {
        using JsonDocument document = JsonDocument.Parse(CellDocument.Write(Cell(0, 3.7), Cell(0, 3.7).Now!));
        string[] lists = [.. SampleQuantities.All.Select(quantity => quantity.Name),
            .. CycleQuantities.All.Select(quantity => quantity.Name)];
        string[] members = [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
        Assert.Equal(["test", "test_id", "slot"], members.Except(lists));
        Assert.Equal(SampleQuantities.Measured.Select(quantity => quantity.Name), members.Skip(5)
            .Take(SampleQuantities.Measured.Count));
    }

    [Fact]
    public async Task Home_Assistant_finds_every_quantity_and_where_it_is()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "homeassistant/#");
        await using JsonMirror mirror = Json(broker, Assistant);
        mirror.Start();
        Dictionary<string, JsonDocument> found = [];
        while (found.Count < (2 * CellDocument.Quantities.Count) + 1)
        {
            MqttMessage message = await UntilAsync(watcher, _ => true);
            found.Add(message.Topic, JsonDocument.Parse(message.Payload));
        }

        JsonElement voltage = found["homeassistant/sensor/edgelogger_bench-01_0/voltage_v/config"].RootElement;
        Assert.Equal("edgelogger/cells/bench-01/0/state", voltage.GetProperty("state_topic").GetString());
        Assert.Equal("{{ value_json.voltage_v }}", voltage.GetProperty("value_template").GetString());
        Assert.Equal(("V", "voltage"),
            (voltage.GetProperty("unit_of_measurement").GetString(), voltage.GetProperty("device_class").GetString()));
        Assert.Equal("edgelogger/status", voltage.GetProperty("availability_topic").GetString());
        Assert.Equal("Slot bench-01/0", NameOf(voltage));
        JsonElement ofTest = found[TestConfig(1)].RootElement;
        Assert.Equal((TestState(1), "WJK-0412, test 2 (bench-01/0)", "edgelogger_0000000000000001_voltage_v"),
            (ofTest.GetProperty("state_topic").GetString(), NameOf(ofTest), ofTest.GetProperty("unique_id").GetString()));
        JsonElement cell = found["homeassistant/sensor/edgelogger_bench-01_0/cell/config"].RootElement;
        Assert.Equal(("{{ value_json.cell }}", false),
            (cell.GetProperty("value_template").GetString(), cell.TryGetProperty("state_class", out _)));
        Assert.Equal(found.Count, found.Values.Select(document => document.RootElement.GetProperty("unique_id").GetString())
            .Distinct().Count());
    }

    [Fact]
    public async Task A_renamed_cell_is_the_same_device_of_Home_Assistant_under_its_new_name()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "#");
        await using JsonMirror mirror = Json(broker, Assistant);
        mirror.Start();
        await UntilAsync(watcher, message => message.Topic == TestConfig(1));
        _cells = [Cell(0, 3.7, name: "WJK-0413")];
        MqttMessage renamed = await UntilAsync(
            watcher, message => message.Topic == TestConfig(1) && Text(message).Contains("0413", StringComparison.Ordinal));
        using JsonDocument document = JsonDocument.Parse(renamed.Payload);
        Assert.Equal(("WJK-0413, test 2 (bench-01/0)", "edgelogger_0000000000000001_voltage_v"),
            (NameOf(document.RootElement), document.RootElement.GetProperty("unique_id").GetString()));
        await UntilAsync(watcher, message => message.Topic == State && Text(message).Contains("0413", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_swap_the_old_test_is_cleared_before_the_slot_shows_the_new_cell_also_after_a_kill(bool isKilled)
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "#");
        JsonMirror mirror = Json(broker, Assistant);
        mirror.Start();
        await UntilAsync(watcher, message => message.Topic == TestState(1));
        if (isKilled)
        {
            await mirror.DisposeAsync();
            mirror = Json(broker, Assistant);
            // A start that does not know yet what is in the slots clears nothing.
            _cells = null;
            mirror.Start();
            await UntilAsync(watcher, message => Text(message) == "online");
        }

        _cells = [Cell(0, 3.1, test: 2, name: "WJK-0500")];
        List<string> cleared = [];
        MqttMessage shown = await UntilAsync(watcher, message =>
        {
            if (message.Payload.Length == 0)
            {
                cleared.Add(message.Topic);
            }

            return Text(message).Contains("3.1", StringComparison.Ordinal);
        });
        Assert.Equal(State, shown.Topic);
        // Home Assistant no longer has the entities when their topic is emptied.
        Assert.Equal(CellDocument.Quantities.Count + 2, cleared.Count);
        Assert.Contains(TestConfig(1), cleared);
        Assert.Equal([State, TestState(1)], cleared[^2..]);
        await UntilAsync(watcher, message => message.Topic == TestState(2));

        // The test ends, and nothing takes its place.
        _cells = [];
        await UntilAsync(watcher, message => message.Topic == State && message.Payload.Length == 0);
        await UntilAsync(watcher, message => message.Topic == TestState(2) && message.Payload.Length == 0);
        await mirror.DisposeAsync();
        await using IMqttLink late = await broker.ListenAsync("late", "#");
        Assert.Equal("edgelogger/status", (await UntilAsync(late, _ => true)).Topic);
        await late.PublishAsync("last", "x"u8.ToArray(), MqttQos.AtLeastOnce, false, TestContext.Current.CancellationToken);
        Assert.Equal("last", (await UntilAsync(late, _ => true)).Topic);
    }

    [Fact]
    public async Task A_slot_that_waits_for_the_first_row_of_a_new_cell_shows_nothing_of_the_old_one()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "edgelogger/#");
        await using JsonMirror mirror = Json(broker, Quick);
        mirror.Start();
        await UntilAsync(watcher, message => message.Topic == State);
        _cells = [Cell(0, 3.1, test: 2) with { Now = null }];
        await UntilAsync(watcher, message => message.Topic == State && message.Payload.Length == 0);
    }

    [Fact]
    public async Task Lines_of_a_damaged_list_of_topics_that_are_none_of_ours_are_not_cleared()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await File.WriteAllTextAsync(_folder.File(PublishedTopics.FileName), "lab/pump\tx\nedgelogger/tests/00/state\nxxxx\n\0\n",
            TestContext.Current.CancellationToken);
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "#");
        await using JsonMirror mirror = Json(broker, Quick);
        mirror.Start();
        List<string> topics = [];
        await UntilAsync(watcher, message =>
        {
            topics.Add(message.Topic);
            return message.Topic == State;
        });
        Assert.Equal(["edgelogger/status", "edgelogger/tests/00/state", State], topics);
    }

    [Fact]
    public async Task A_Sparkplug_node_is_born_counts_its_messages_is_born_again_when_asked_and_dies()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink host = await broker.ListenAsync("host", "spBv1.0/#");
        await using (SparkplugMirror mirror = new(Quick, broker.Link("gateway"), () => _cells, TimeProvider.System))
        {
            mirror.Start();
            SparkplugDecoder.Payload birth = await NextAsync(host, "spBv1.0/EdgeLogger/NBIRTH/gateway");
            Assert.Equal((0UL, 0L, false), (birth.Seq!.Value, birth.Metrics["bdSeq"], birth.Metrics["Node Control/Rebirth"]));
            Assert.Equal((4u, 11u), (birth.Types["bdSeq"], birth.Types["Node Control/Rebirth"]));
            SparkplugDecoder.Payload device = await NextAsync(host, "spBv1.0/EdgeLogger/DBIRTH/gateway/bench-01_0");
            Assert.Equal((1UL, 3.7), (device.Seq!.Value, device.Metrics["voltage_v"]));
            Assert.Equal(("WJK-0412", 2L, "0000000000000001", "bench-01/0"), (device.Metrics["Cell"], device.Metrics["Test"],
                device.Metrics["Test ID"], device.Metrics["Slot"]));
            Assert.Equal((12u, 4u), (device.Types["Cell"], device.Types["Test"]));
            Assert.Null(device.Metrics["pressure_mpa"]);

            for (int i = 2; i < 260; i++)
            {
                _cells = [Cell(0, 4 + (i * 1e-3))];
                SparkplugDecoder.Payload data = await NextAsync(host, "spBv1.0/EdgeLogger/DDATA/gateway/bench-01_0");
                Assert.Equal(((ulong)(i % 256), 4 + (i * 1e-3)), (data.Seq!.Value, data.Metrics["voltage_v"]));
                // Only what has changed.
                Assert.Single(data.Metrics);
            }

            _cells = [.. _cells!, Cell(1, 3, test: 3)];
            Assert.Equal(2L, (await NextAsync(host, "spBv1.0/EdgeLogger/NDATA/gateway")).Metrics["Cells"]);
            await NextAsync(host, "spBv1.0/EdgeLogger/DBIRTH/gateway/bench-01_1");

            byte[] command = SparkplugPayload.Write(1, null, SparkplugPayload.Flag("Node Control/Rebirth", true));
            await host.PublishAsync("spBv1.0/EdgeLogger/NCMD/gateway", command, MqttQos.AtLeastOnce, retain: false,
                TestContext.Current.CancellationToken);
            Assert.Equal(0UL, (await NextAsync(host, "spBv1.0/EdgeLogger/NBIRTH/gateway")).Seq);
            Assert.Equal(1UL, (await NextAsync(host, "spBv1.0/EdgeLogger/DBIRTH/gateway/bench-01_0")).Seq);
            Assert.Equal(2UL, (await NextAsync(host, "spBv1.0/EdgeLogger/DBIRTH/gateway/bench-01_1")).Seq);
        }

        SparkplugDecoder.Payload death = await NextAsync(host, "spBv1.0/EdgeLogger/NDEATH/gateway");
        Assert.Equal((null, 0L), (death.Seq, death.Metrics["bdSeq"]));
    }

    [Fact]
    public async Task A_Sparkplug_device_is_born_again_under_another_name_dies_at_a_swap_and_with_its_test()
    {
        const string device = "gateway/bench-01_0";
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink host = await broker.ListenAsync("host", "spBv1.0/#");
        await using SparkplugMirror mirror = new(Quick, broker.Link("gateway"), () => _cells, TimeProvider.System);
        mirror.Start();
        await NextAsync(host, "spBv1.0/EdgeLogger/NBIRTH/gateway");
        await NextAsync(host, $"spBv1.0/EdgeLogger/DBIRTH/{device}");

        _cells = [_cells![0] with { Cell = "WJK-0413" }];
        SparkplugDecoder.Payload renamed = await NextAsync(host, $"spBv1.0/EdgeLogger/DBIRTH/{device}");
        Assert.Equal(("WJK-0413", 3.7, 2UL), (renamed.Metrics["Cell"], renamed.Metrics["voltage_v"], renamed.Seq!.Value));

        _cells = [Cell(0, 3.1, test: 2, name: "WJK-0500")];
        SparkplugDecoder.Payload death = await NextAsync(host, $"spBv1.0/EdgeLogger/DDEATH/{device}");
        Assert.Equal((3UL, 0), (death.Seq!.Value, death.Metrics.Count));
        Assert.Equal("WJK-0500", (await NextAsync(host, $"spBv1.0/EdgeLogger/DBIRTH/{device}")).Metrics["Cell"]);

        _cells = [];
        Assert.Equal(0L, (await NextAsync(host, "spBv1.0/EdgeLogger/NDATA/gateway")).Metrics["Cells"]);
        await NextAsync(host, $"spBv1.0/EdgeLogger/DDEATH/{device}");
    }

    [Fact]
    public async Task A_node_that_vanishes_is_reported_dead_by_the_broker_and_its_next_birth_has_the_next_bdSeq()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink host = await broker.ListenAsync("host", "spBv1.0/#");
        await using SparkplugMirror mirror = new(Quick, broker.Link("gateway"), () => _cells, TimeProvider.System);
        mirror.Start();
        await NextAsync(host, "spBv1.0/EdgeLogger/NBIRTH/gateway");
        await NextAsync(host, "spBv1.0/EdgeLogger/DBIRTH/gateway/bench-01_0");

        // A client with the same id: the broker ends the first one's connection, and publishes its will.
        await using (IMqttLink thief = await broker.ListenAsync("gateway-sparkplug"))
        {
            Assert.Equal(0L, (await NextAsync(host, "spBv1.0/EdgeLogger/NDEATH/gateway")).Metrics["bdSeq"]);
        }

        long bdSeq = (long)(await NextAsync(host, "spBv1.0/EdgeLogger/NBIRTH/gateway")).Metrics["bdSeq"]!;
        Assert.True(bdSeq > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("12FFFFFFFFFFFFFFFFFF01")]
    [InlineData("1202080A")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFF")]
    public void A_command_that_is_none_is_passed_over(string hex) =>
        Assert.False(SparkplugPayload.HoldsTrue(Convert.FromHexString(hex), "Node Control/Rebirth"));

    [Fact]
    public void A_rebirth_is_found_beside_fields_that_are_not_used_here()
    {
        // As a host may send it: an alias, a text with properties, an id and a body.
        byte[] command = Convert.FromHexString(
            "0801120D0A0178200C7A01794A030A016B121C0A144E6F646520436F6E74726F6C2F526562697274681005200B7001220269642A02FF00");
        Assert.True(SparkplugPayload.HoldsTrue(command, "Node Control/Rebirth"));
        Assert.False(SparkplugPayload.HoldsTrue(command, "x"));
    }

    private const string State = "edgelogger/cells/bench-01/0/state";

    private static string TestState(int test) => $"edgelogger/tests/{test:x16}/state";

    private static string TestConfig(int test) => $"homeassistant/sensor/edgelogger_{test:x16}/voltage_v/config";

    private static string? NameOf(JsonElement document) => document.GetProperty("device").GetProperty("name").GetString();

    private JsonMirror Json(LabBroker broker, MirrorOptions options) =>
        new(options, broker.Link("gateway"), _folder, () => _cells, TimeProvider.System);

    private static MirroredCell Cell(int slot, double voltageV, ulong test = 1, string name = "WJK-0412")
    {
        TestKey key = new(test, "bench-01", slot) { Name = $"{name}, test 2" };
        return new MirroredCell(key, name, 2, new CellSnapshot(
            key, new CellRow(1000, voltageV, 0.001, 25, double.NaN, false), 1, 1_700_000_000_000, 1, null, 0, null, 2));
    }

    private static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload);

    private static async Task<SparkplugDecoder.Payload> NextAsync(IMqttLink host, string topic)
    {
        MqttMessage message = await UntilAsync(host, message => !message.Topic.Contains("/NCMD/", StringComparison.Ordinal));
        Assert.Equal(topic, message.Topic);
        Assert.False(message.Retain);
        return SparkplugDecoder.Read(message.Payload);
    }

    private static async Task<MqttMessage> UntilAsync(IMqttLink link, Func<MqttMessage, bool> isSuch)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            MqttMessage message = await link.Messages.ReadAsync(patience.Token);
            link.Acknowledge(message);
            if (isSuch(message))
            {
                return message;
            }
        }
    }
}
