using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// One cell's frames in order, under a schema that may be odd: every frame that the reader accepts is derived without throwing,
/// and a checkpoint that is restored is saved as the same bytes.
/// </summary>
public sealed class CellTarget : FuzzTarget
{
    private const ulong Stream = 0x5500;

    private readonly JsonMutator _schemas = new(
        Documents.Schema("board-a", Stream), Documents.Schema("board-a", Stream, "readings"),
        Documents.Schema("board-a", Stream, "means", "ntc:1.1e-3:2.3e-4:9e-8"));

    private readonly CellSettings _settings = new DerivationOptions().For(new CellMetadata());

    public override string Name => "cells";

    /// <summary>
    /// An engine keeps histograms and curves of the open half cycles, and a frame of 255 rows can be 400 bytes.
    /// </summary>
    public override long MostBytes(int length) => (64L << 20) + (4096L * length);

    public override byte[] Make(FuzzRandom random)
    {
        byte[] schema = random.OnceIn(2) ? Encoding.UTF8.GetBytes(Documents.Schema("board-a", Stream)) : _schemas.Make(random);
        FrameMaker maker = new(random, Stream);
        uint hash = Crc32.Compute(schema, 0, schema.Length);
        uint sequence = 1;
        List<(string, byte[])> messages = [("schema", schema)];
        for (int i = random.Between(1, 60); i > 0; i--)
        {
            byte[] frame = maker.Good(sequence, hash, 4);
            messages.Add(("live", random.OnceIn(3) ? maker.Wounded(frame) : frame));
            sequence += random.OnceIn(15) ? (uint)random.Below(50) : 1;
        }

        return Parcel.Pack(messages);
    }

    public override bool Try(byte[] input)
    {
        IReadOnlyList<(string Topic, byte[] Payload)> messages = Parcel.Unpack(input);
        StreamSchema? schema = SchemaOf(messages[0].Payload);
        CellProcessor processor = new(_settings.Engine with { Steps = true });
        CellTrends trends = new(_settings.Trends);
        FrameReader reader = new();
        RowBlock block = new();
        StreamDater dater = new();
        StreamDates dates = StreamDates.Empty;
        List<BootPlace> places = [];
        long arrivedMs = 1_800_000_000_000;
        int applied = 0;
        foreach ((_, byte[] frame) in messages.Skip(1))
        {
            if (reader.Open(frame, 0, frame.Length) == FrameError.None && (schema is not null || reader.Kind != FrameKind.Rows))
            {
                block.Decode(reader, reader.Kind == FrameKind.Rows ? schema : null,
                    new StoredFrame(0, Stream, reader.Sequence, ++arrivedMs, 0, frame.Length, false));
                dater.Apply(block);
                dates = dates.With(dater.TakeLines());
                processor.Apply(block, dates);
                applied++;
                places.AddRange(processor.TakePlaces());
                _ = processor.LatestUtcMs(dates);
                Drain(processor, trends, new TestDates(places, _ => dates));
            }

            if (applied % 16 == 15)
            {
                processor = Restored(processor);
                dater = StreamDater.Restore(dater.Save())!;
                trends = CellTrends.Restore(_settings.Trends, trends.Save());
            }
        }

        return applied > 0;
    }

    private static StreamSchema? SchemaOf(byte[] document)
    {
        try
        {
            return SchemaDocument.Parse(document).Of("board-a", Stream) is { HasVoltageAndCurrent: true } schema ? schema : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Drain(CellProcessor processor, CellTrends trends, TestDates dates)
    {
        _ = (processor.Latest, processor.Engine.OpenHalf);
        while (processor.Engine.TryTakeStep(out Step? step))
        {
            _ = (dates.UtcMs(step.StartS), dates.UtcMs(step.EndS));
        }

        while (processor.TryTakeHalf(out HalfCycle? half))
        {
            _ = (dates.UtcMs(half.StartS), dates.UtcMs(half.EndS));
        }

        while (processor.TryTakeCycle(out Cycle? cycle, out CyclePeaks peaks))
        {
            if (trends.Add(cycle, peaks))
            {
                _ = (trends.Latest, trends.SlippageAh, trends.EquivalentFullCycles);
            }
        }
    }

    private CellProcessor Restored(CellProcessor processor)
    {
        ArrayBufferWriter<byte> before = new();
        processor.Save(before);
        CellProcessor? restored = CellProcessor.Restore(_settings.Engine with { Steps = true }, before.WrittenSpan);
        FuzzException.Unless(restored is not null, "A checkpoint is not restored.");
        ArrayBufferWriter<byte> after = new();
        restored!.Save(after);
        FuzzException.Unless(before.WrittenSpan.SequenceEqual(after.WrittenSpan),
            "A restored checkpoint is saved as other bytes.");
        return restored;
    }
}
