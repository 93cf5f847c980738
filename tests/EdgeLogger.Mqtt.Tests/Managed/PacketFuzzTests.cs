using System;
using System.Buffers;
using System.Linq;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt.Tests.Managed;

/// <summary>Bytes that no honest broker sends. Nothing but the protocol error may come out, and no memory beyond the bound.</summary>
public sealed class PacketFuzzTests
{
    private const int Rounds = 100_000;
    private const int MaximumPacketSize = 512;

    private static readonly byte[][] HonestOfVersion311 = new[]
    {
        "20020100",
        "3008000361" + "2F62" + "000102",
        "320B0003612F62000700010203",
        "40020007",
        "9003000580",
        "D000",
    }.Select(Convert.FromHexString).ToArray();

    private static readonly byte[][] Honest = new[]
    {
        "20030000" + "00",
        "201D00001A" + "2100102700001000240025012A0128011F00046E6F7065" + "22000A",
        "3008000361" + "2F62" + "000102",
        "320B0003612F62000700010203",
        "320F000161000707" + "0100" + "0200000E10" + "5859",
        "40020007",
        "400A00078706" + "1F0003616263",
        "9004000500" + "01",
        "D000",
        "E000",
        "E00995071F0004" + "676F6E65",
    }.Select(Convert.FromHexString).ToArray();

    [Theory]
    [InlineData(1, MqttProtocol.V5)]
    [InlineData(2, MqttProtocol.V5)]
    [InlineData(3, MqttProtocol.V311)]
    public void Random_bytes_end_in_a_packet_or_in_the_protocol_error(int seed, MqttProtocol protocol)
    {
        var random = new Random(seed);
        var bytes = new byte[64];
        for (int i = 0; i < Rounds; i++)
        {
            Span<byte> packet = bytes.AsSpan(0, random.Next(bytes.Length));
            random.NextBytes(packet);
            Check(packet.ToArray(), protocol, seed, i);
        }
    }

    [Theory]
    [InlineData(11, MqttProtocol.V5)]
    [InlineData(12, MqttProtocol.V5)]
    [InlineData(13, MqttProtocol.V311)]
    public void Damaged_packets_end_in_a_packet_or_in_the_protocol_error(int seed, MqttProtocol protocol)
    {
        byte[][] honest = protocol == MqttProtocol.V5 ? Honest : HonestOfVersion311;
        var random = new Random(seed);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] packet = [.. honest[random.Next(honest.Length)]];
            for (int flips = random.Next(4); flips > 0; flips--)
            {
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
            }

            Check(random.Next(4) == 0 ? packet[..random.Next(packet.Length)] : packet, protocol, seed, i);
        }
    }

    [Fact]
    public void Honest_packets_pass()
    {
        Assert.All(Honest, packet => Assert.True(Parse(packet, MqttProtocol.V5)));
        Assert.All(HonestOfVersion311, packet => Assert.True(Parse(packet, MqttProtocol.V311)));
    }

    [Fact]
    public void A_claimed_length_alone_costs_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Assert.Throws<MqttProtocolException>(() => Parse([0x30, 0xFF, 0xFF, 0xFF, 0x7F], MqttProtocol.V5));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 16 * 1024);
    }

    // What is left of this thread's buffer counts as allocated when a test on another thread makes the collector run.
    private const int CollectorNoise = 16 * 1024;

    private static void Check(byte[] packet, MqttProtocol protocol, int seed, int round)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Parse(packet, protocol);
        }
        catch (MqttProtocolException)
        {
            // The one error that may come out.
            return;
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}, round {round}, {Convert.ToHexString(packet)}: {e}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= CollectorNoise + 1024 + (4 * packet.Length), $"seed {seed}, round {round}: {allocated} bytes for {Convert.ToHexString(packet)}");
    }

    /// <summary>As the read loop does it. False where more bytes are needed.</summary>
    private static bool Parse(byte[] bytes, MqttProtocol protocol)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        if (!PacketFraming.TryRead(ref buffer, MaximumPacketSize, out byte header, out ReadOnlySequence<byte> body))
        {
            return false;
        }

        switch ((PacketType)(header >> 4))
        {
            case PacketType.Connack:
                Connack.Parse(header, body.FirstSpan, protocol);
                break;
            case PacketType.Publish:
                InboundPublish publish = InboundPublish.Parse(header, body.FirstSpan, protocol);
                Assert.False(publish.Topic.IsEmpty);
                new TopicCache().Get(publish.Topic);
                break;
            case PacketType.Puback:
                InboundReply.ParsePuback(body.FirstSpan, protocol);
                break;
            case PacketType.Suback:
                InboundReply.ParseSuback(body.FirstSpan, protocol);
                break;
            case PacketType.Disconnect when protocol == MqttProtocol.V5:
                InboundReply.ParseDisconnect(body.FirstSpan);
                break;
        }

        return true;
    }
}
