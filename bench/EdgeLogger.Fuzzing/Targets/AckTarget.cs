using System;
using System.Linq;
using EdgeLogger.Frames;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>The reader of acknowledgements, which boards use. What it accepts is written again as the same bytes.</summary>
public sealed class AckTarget : FuzzTarget
{
    private readonly Ack _ack = new();

    public override string Name => "acks";

    public override byte[] Make(FuzzRandom random)
    {
        Ack ack = new()
        { StreamId = random.Next(), Contiguous = (uint)random.Number(), RangeCount = random.Below(Ack.MaxRanges + 1) };
        for (int i = 0; i < ack.RangeCount; i++)
        {
            ack.RangeFirst[i] = (uint)random.Number();
            ack.RangeLast[i] = (uint)random.Number();
        }

        byte[] buffer = new byte[Ack.MaxLength];
        byte[] message = buffer[..ack.Write(buffer)];
        if (random.OnceIn(3))
        {
            return new Mutator().Mutate([message], random);
        }

        message[random.Below(message.Length)] ^= (byte)(random.OnceIn(2) ? 0 : 1 << random.Below(8));
        LittleEndian.WriteUInt32(
            message, message.Length - FrameLayout.CrcLength, Crc32.Compute(message, 0, message.Length - FrameLayout.CrcLength));
        return message;
    }

    public override bool Try(byte[] input)
    {
        if (!_ack.TryRead(input, input.Length))
        {
            return false;
        }

        byte[] again = new byte[Ack.MaxLength];
        FuzzException.Unless(again.Take(_ack.Write(again)).SequenceEqual(input), "It is written otherwise than it was read.");
        return true;
    }
}
