using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Several messages as one input.</summary>
public static class Parcel
{
    /// <summary>Packs messages, each with its topic.</summary>
    public static byte[] Pack(IEnumerable<(string Topic, byte[] Payload)> messages)
    {
        MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        foreach ((string topic, byte[] payload) in messages)
        {
            writer.Write(topic);
            writer.Write(payload.Length);
            writer.Write(payload);
        }

        return bytes.ToArray();
    }

    /// <summary>What <see cref="Pack"/> has packed.</summary>
    public static IReadOnlyList<(string Topic, byte[] Payload)> Unpack(byte[] parcel)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        using BinaryReader reader = new(new MemoryStream(parcel), Encoding.UTF8);
        List<(string, byte[])> messages = [];
        while (reader.BaseStream.Position < parcel.Length)
        {
            string topic = reader.ReadString();
            messages.Add((topic, reader.ReadBytes(reader.ReadInt32())));
        }

        return messages;
    }
}
