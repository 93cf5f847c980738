using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Tests.Board;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Provisioning;

public sealed class SerialConsoleTests
{
    private readonly CommandBench _bench = new();
    private readonly Wire _wire = new();
    private readonly SerialConsole _console;

    public SerialConsoleTests()
    {
        _bench.Run(1);
        _console = new SerialConsole(_wire, _bench.Core.Desk, _bench.Core.Settings);
    }

    [Fact]
    public void A_line_with_its_CRC_is_answered_by_a_line_with_its_CRC()
    {
        string line = Ask(WithCrc("""{"id":"1","cmd":"identify"}"""));

        string json = line[..line.LastIndexOf(" *", StringComparison.Ordinal)];
        Assert.Equal(WithCrc(json), line);
        Assert.Equal("1", JsonDocument.Parse(json).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public void A_damaged_line_is_not_done()
    {
        string line = Ask(WithCrc("""{"id":"1","cmd":"reboot"}""").Replace("reboot", "rebood", StringComparison.Ordinal));

        Assert.Contains("damaged", line, StringComparison.Ordinal);
        Assert.False(_bench.Core.Desk.IsRestartWanted);
        Assert.Equal(1, _console.Damaged);
    }

    [Fact]
    public void A_line_that_is_too_long_is_dropped_and_the_next_one_taken()
    {
        Assert.Contains("bytes at most", Ask(new string('x', 5000)), StringComparison.Ordinal);
        Assert.Contains("\"ok\":true", Ask("identify"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "Commands: identify")]
    [InlineData("", "EdgeLogger 0.1.0, board board-1, configuration 1. help lists commands.")]
    [InlineData("report", "\"state\":{")]
    [InlineData("identify 2", "\"slot\":2")]
    [InlineData("sing", "cmd: wanted identify")]
    [InlineData("tare now", "Commands: identify")]
    public void A_person_is_answered_too(string words, string answer) =>
        Assert.Contains(answer, Ask(words), StringComparison.Ordinal);

    [Fact]
    public void A_document_with_secrets_comes_in_parts_and_is_nowhere_to_be_seen_again()
    {
        byte[] document = ConfigDocuments.Utf8(ConfigDocuments.Full.Replace("bench-01", "board-1", StringComparison.Ordinal));
        Assert.Contains("\"ok\":true", Ask(WithCrc($$"""{"cmd":"config-begin","length":{{document.Length}}}""")), StringComparison.Ordinal);
        for (int offset = 0; offset < document.Length; offset += 150)
        {
            string text = Encoding.UTF8.GetString(document, offset, Math.Min(150, document.Length - offset));
            string line = WithCrc(JsonSerializer.Serialize(new { cmd = "config-part", offset, text }));
            Assert.Contains("\"ok\":true", Ask(line), StringComparison.Ordinal);
            Assert.Contains("\"ok\":true", Ask(line), StringComparison.Ordinal);
        }

        string set = WithCrc($$"""{"cmd":"config-set","crc":"{{Crc32.Compute(document, 0, document.Length):x8}}"}""");
        Assert.Contains("\"ok\":true", Ask(set), StringComparison.Ordinal);
        Assert.True(_bench.Configuration.IsRestartWanted);
        Ask("config");
        Ask("report");
        Assert.DoesNotContain("secret", _wire.Said, StringComparison.Ordinal);
        _bench.Start(ResetReason.Software);
        Assert.Equal("wifi secret", _bench.Core.Settings.WifiPassword);
    }

    [Fact]
    public void A_document_with_a_part_missing_or_damaged_is_refused()
    {
        Assert.Contains("0 of 0 bytes", Ask("""{"cmd":"config-set","crc":"00000000"}"""), StringComparison.Ordinal);
        Ask("""{"cmd":"config-begin","length":20}""");
        Assert.Contains("offset: wanted 0", Ask("""{"cmd":"config-part","offset":5,"text":"abcde"}"""), StringComparison.Ordinal);
        Ask("""{"cmd":"config-part","offset":0,"text":"0123456789"}""");
        Assert.Contains("10 of 20 bytes", Ask("""{"cmd":"config-set","crc":"00000000"}"""), StringComparison.Ordinal);
        Assert.Contains("text: wanted 10 bytes at most", Ask("""{"cmd":"config-part","offset":10,"text":"01234567890"}"""), StringComparison.Ordinal);
        Ask("""{"cmd":"config-part","offset":10,"text":"0123456789"}""");
        Assert.Contains("crc: the document was damaged", Ask("""{"cmd":"config-set","crc":"00000000"}"""), StringComparison.Ordinal);
    }

    private string Ask(string line)
    {
        int before = _wire.Said.Length;
        foreach (byte b in Encoding.UTF8.GetBytes(line + "\n"))
        {
            _wire.ToBoard.Enqueue(b);
        }

        _console.Step();
        string answer = _wire.Said[before..];
        Assert.EndsWith("\n", answer, StringComparison.Ordinal);
        return answer.TrimEnd('\n');
    }

    private static string WithCrc(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return $"{json} *{Crc32.Compute(bytes, 0, bytes.Length):x8}";
    }

    private sealed class Wire : ISerialLine
    {
        private readonly List<byte> _said = [];

        public Queue<byte> ToBoard { get; } = new();

        public string Said => Encoding.UTF8.GetString([.. _said]);

        public int Read(byte[] buffer, int offset, int count)
        {
            int read = 0;
            while (read < count && ToBoard.TryDequeue(out byte b))
            {
                buffer[offset + read++] = b;
            }

            return read;
        }

        public void Write(byte[] buffer, int offset, int count) => _said.AddRange(buffer.AsSpan(offset, count));
    }
}
