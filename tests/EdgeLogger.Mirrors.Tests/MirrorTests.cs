using System;
using System.Collections.Generic;
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

namespace EdgeLogger.Mirrors.Tests;

/// <summary>Mirrors with a real mosquitto, as another client of it sees them.</summary>
public sealed class MirrorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly MirrorOptions Quick = new() { Every = TimeSpan.FromMilliseconds(20) };

    private CellSnapshot[] _cells = [Cell("bench-01", 0, 3.7)];

    [Fact]
    public async Task The_latest_state_of_each_cell_is_retained_and_a_name_that_is_not_a_topic_is_left_out()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        _cells = [Cell("bench-01", 0, 3.7), Cell("x/#", 0, 1), Cell("../etc", 0, 1)];
        await using (JsonMirror mirror = new(Quick, broker.Link("gateway"), () => _cells, TimeProvider.System))
        {
            mirror.Start();
            await using IMqttLink watcher = await broker.ListenAsync("watcher", "edgelogger/#");
            await UntilAsync(watcher, message => message.Topic == "edgelogger/cells/bench-01/0/state");
            _cells = [Cell("bench-01", 0, 3.8)];
            await UntilAsync(watcher, message => Text(message).Contains("3.8", StringComparison.Ordinal));
        }

        await using IMqttLink late = await broker.ListenAsync("late", "#");
        MqttMessage[] kept = [await UntilAsync(late, _ => true), await UntilAsync(late, _ => true)];
        Assert.Equal("offline", Text(kept.Single(message => message.Topic == "edgelogger/status")));
        using JsonDocument state = JsonDocument.Parse(kept.Single(message => message.Topic != "edgelogger/status").Payload);
        Assert.Equal("bench-01/0", state.RootElement.GetProperty("cell").GetString());
        Assert.Equal(3.8, state.RootElement.GetProperty("voltage_v").GetDouble());
        Assert.Equal(JsonValueKind.Null, state.RootElement.GetProperty("pressure_mpa").ValueKind);
        Assert.All(kept, message => Assert.True(message.Retain));
    }

    [Fact]
    public void The_document_has_the_names_of_the_lists_of_quantities()
    {
        using JsonDocument document = JsonDocument.Parse(CellDocument.Write(Cell("bench-01", 0, 3.7)));
        string[] lists = [.. SampleQuantities.All.Select(quantity => quantity.Name),
            .. CycleQuantities.All.Select(quantity => quantity.Name)];
        string[] members = [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
        Assert.Empty(members.Except(lists));
        Assert.Equal(SampleQuantities.Measured.Select(quantity => quantity.Name), members.Skip(2)
            .Take(SampleQuantities.Measured.Count));
    }

    [Fact]
    public async Task Home_Assistant_finds_every_quantity_and_where_it_is()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        await using IMqttLink watcher = await broker.ListenAsync("watcher", "homeassistant/#");
        await using JsonMirror mirror =
            new(Quick with { HomeAssistant = true }, broker.Link("gateway"), () => _cells, TimeProvider.System);
        mirror.Start();
        Dictionary<string, JsonDocument> found = [];
        while (found.Count < CellDocument.Quantities.Count)
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
        Assert.Equal(found.Count, found.Values.Select(document => document.RootElement.GetProperty("unique_id").GetString())
            .Distinct().Count());
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
            Assert.Null(device.Metrics["pressure_mpa"]);

            for (int i = 2; i < 260; i++)
            {
                _cells = [Cell("bench-01", 0, 4 + (i * 1e-3))];
                SparkplugDecoder.Payload data = await NextAsync(host, "spBv1.0/EdgeLogger/DDATA/gateway/bench-01_0");
                Assert.Equal(((ulong)(i % 256), 4 + (i * 1e-3)), (data.Seq!.Value, data.Metrics["voltage_v"]));
                // Only what has changed.
                Assert.Single(data.Metrics);
            }

            _cells = [.. _cells, Cell("bench-01", 1, 3)];
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

    private static CellSnapshot Cell(string board, int slot, double voltageV) => new(
        new TestKey(1, board, slot), new CellRow(1000, voltageV, 0.001, 25, double.NaN, false), 1, 1_700_000_000_000, 1,
        null, 0, null, 2);

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
