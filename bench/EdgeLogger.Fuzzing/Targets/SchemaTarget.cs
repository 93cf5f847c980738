using System;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Ingest;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// Schema documents: what ingest takes, and what is not even JSON, is read or refused by <see cref="FormatException"/>, and gives
/// every code a value without throwing.
/// </summary>
public sealed class SchemaTarget : FuzzTarget
{
    private static readonly double[] Codes = [0, 1, -1, 3_500_000, int.MaxValue, int.MinValue, double.NaN];

    private readonly JsonMutator _json = new(
        Documents.Schema("board-a", 0x5500), Documents.Schema("board-a", 0x5500, "readings", "ntc:1.1e-3:2.3e-4:9e-8"));

    public override string Name => "schemas";

    public override byte[] Make(FuzzRandom random) => _json.Make(random);

    public override bool Try(byte[] input)
    {
        bool isTaken = JsonDocuments.WhyNoSchema(input, "board-a") is null;
        try
        {
            SchemaDocument document = SchemaDocument.Parse(input);
            foreach (StreamSchema stream in document.Streams)
            {
                _ = document.Of(document.Board, stream.StreamId);
                foreach (ChannelScale channel in stream.Channels)
                {
                    _ = Array.ConvertAll(Codes, channel.Value);
                }
            }

            return isTaken;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
