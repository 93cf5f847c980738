using System;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Keys;
using EdgeLogger.Topics;

namespace EdgeLogger.Boards.Tests.Commands;

/// <summary>Answers that say "ok" and do not hold what was asked for.</summary>
public sealed class OddAnswerTests : IDisposable
{
    private const string Board = "bench-01";
    private const string Part = "\"channel\":\"voltage\",\"chip\":\"A\",\"status\":\"ok\",\"unit\":\"V\",\"gain_ppb\":0";

    private readonly EchoWire _wire = new();
    private readonly BoardCommands _commands;

    public OddAnswerTests() => _commands = new BoardCommands(_wire, BoardKeys.None, TimeProvider.System);

    public void Dispose() => _commands.Dispose();

    [Theory]
    [InlineData("\"x\":1")]
    [InlineData("\"config\":null")]
    [InlineData("\"config\":[1]")]
    [InlineData("\"config\":{\"version\":\"four\"}")]
    [InlineData("\"config\":{\"version\":4,\"board\":\"a\",\"board\":\"b\"}")]
    public async Task A_configuration_that_is_none_is_said_to_be_the_boards_fault(string answer)
    {
        _wire.Members = answer;
        AssertNamed(await Assert.ThrowsAsync<BoardException>(
            () => _commands.ConfigurationAsync(Board, TestContext.Current.CancellationToken)), "config");
    }

    [Theory]
    [InlineData("\"board\":5")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0.5}]}")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0,\"channels\":[]}]}")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0,\"channels\":[{" + Part + ",\"scale\":\"1\",\"conversion\":\"linear\"}]}]}")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0,\"channels\":[{" + Part + ",\"scale\":1e-6,\"conversion\":null}]}]}")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0,\"channels\":[{" + Part + ",\"scale\":1e-6,\"conversion\":\"rtd\"}]}]}")]
    [InlineData("\"board\":{\"slots\":[{\"slot\":0,\"channels\":[{" + Part + ",\"scale\":1e-6,\"conversion\":\"ntc:1:x:3\"}]}]}")]
    public async Task A_report_that_holds_no_such_channel_ends_a_calibration_before_it_begins(string answer)
    {
        _wire.Members = answer;
        AssertNamed(
            await Assert.ThrowsAsync<BoardException>(() => CalibrationSession.BeginAsync(
                _commands, Board, 0, "voltage", TestContext.Current.CancellationToken)), "report");
    }

    [Theory]
    [InlineData("\"channels\":[]")]
    [InlineData("\"channels\":[{\"channel\":\"voltage\",\"n\":400,\"bad\":0,\"mean_millicodes\":1e99,\"sd_millicodes\":1}]")]
    public async Task A_measurement_without_its_figures_is_said_to_be_the_boards_fault(string answer)
    {
        _wire.Members = "\"board\":{\"slots\":[{\"slot\":0,\"channels\":[{" + Part
            + ",\"scale\":1e-6,\"conversion\":\"linear\"}]}]}";
        CalibrationSession session =
            await CalibrationSession.BeginAsync(_commands, Board, 0, "voltage", TestContext.Current.CancellationToken);
        _wire.Members = answer;
        AssertNamed(await Assert.ThrowsAsync<BoardException>(
            () => session.MeasureAsync(1, 4, TestContext.Current.CancellationToken)), "measure");
    }

    private static void AssertNamed(BoardException error, string command) =>
        Assert.Equal($"Board {Board} answers '{command}' in a way that this program does not understand. Do "
            + "both have the same version?", error.Message);

    /// <summary>Answers every command at once with "ok" and these members.</summary>
    private sealed class EchoWire : IBoardWire
    {
        public event Action<BoardMessage>? Received;

        public string Members { get; set; } = "";

        public ValueTask PublishAsync(
            string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
        {
            using JsonDocument command = JsonDocument.Parse(payload);
            string answer = $$"""{"v":1,"id":"{{command.RootElement.GetProperty("id").GetString()}}","ok":true,{{Members}}}""";
            Received?.Invoke(new BoardMessage(Board, BoardTopics.CommandResultName, false, Encoding.UTF8.GetBytes(answer)));
            return ValueTask.CompletedTask;
        }
    }
}
