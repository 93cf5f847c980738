using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;

namespace EdgeLogger.Bench.Influx;

/// <summary>
/// A data directory with a log of cells that cycle, for benchmarks: 16 slots, 60 rows a frame, a row a second, noise of some
/// codes.
/// </summary>
internal static class BenchLog
{
    private const int Slots = 16;
    private const int RowsAFrame = 60;
    private const int PeriodMs = 1000;
    private const long BaseUtcMs = 1_700_000_000_000;
    private const string Board = "bench-01";

    /// <summary>Makes a log in a folder.</summary>
    /// <returns>Rows in it: <paramref name="rows"/>, rounded up to whole frames of all slots.</returns>
    public static async Task<long> MakeAsync(string folder, long rows, TimeProvider time, CancellationToken cancellationToken)
    {
        int framesASlot = (int)((rows + (Slots * RowsAFrame) - 1) / (Slots * RowsAFrame));
        byte[] schema = Schema();
        uint hash = Crc32.Compute(schema, 0, schema.Length);
        FrameLogWriter log = FrameLogWriter.Open(folder, new FrameLogOptions(), time);
        await using (log.ConfigureAwait(false))
        {
            log.Start();
            await log.AddSchemaAsync(
                new SchemaArrival(Board, "schema", hash, schema, BaseUtcMs, null), cancellationToken).ConfigureAwait(false);
            FrameWriter frame = new();
            FrameReader reader = new();
            Random random = new(1);
            for (int number = 0; number < framesASlot; number++)
            {
                for (int slot = 0; slot < Slots; slot++)
                {
                    byte[] bytes = Frame(frame, random, slot, number, hash);
                    _ = reader.Open(bytes, 0, bytes.Length);
                    await log.AppendAsync(new FrameAppend(Board, "live", bytes, reader, BaseUtcMs, null),
                        cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return (long)framesASlot * Slots * RowsAFrame;
    }

    private static byte[] Frame(FrameWriter frame, Random random, int slot, int number, uint schemaHash)
    {
        frame.BeginRows((ulong)(slot + 1), 1, schemaHash, PeriodMs, 4, 0);
        byte[] status = new byte[4];
        for (int row = 0; row < RowsAFrame; row++)
        {
            long second = ((long)number * RowsAFrame) + row + 1;
            int phase = (int)(second % 7200);
            int rise = phase < 3600 ? phase : 7200 - phase;
            int sign = phase < 3600 ? 1 : -1;
            frame.TryAddRow(second * PeriodMs,
                [(3_000_000 + (rise * 300) + random.Next(-20, 21)), (sign * 1_000_000) + random.Next(-50, 51),
                    25_000 + random.Next(-3, 4), 50_000 + random.Next(-5, 6)],
                status);
        }

        int length = frame.Finish((uint)(number + 1), TimeQuality.Synchronised, BaseUtcMs, new Counters());
        return frame.Buffer[..length];
    }

    private static byte[] Schema()
    {
        string Stream(int slot) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"stream":"{{slot + 1:x16}}","slot":{{slot}},"period_ms":1000,"channels":[
            {"quantity":"voltage","unit":"V","scale":1e-6,"offset":0,"conversion":"linear"},
            {"quantity":"current","unit":"A","scale":1e-9,"offset":0,"conversion":"linear"},
            {"quantity":"temperature","unit":"degC","scale":1e-3,"offset":0,"conversion":"linear"},
            {"quantity":"pressure","unit":"MPa","scale":1e-3,"offset":0,"conversion":"linear"}]}
            """);
        return Encoding.UTF8.GetBytes(
            $$"""{"v":1,"board":"{{Board}}","firmware":"bench","streams":[{{string.Join(',', Enumerable.Range(0, Slots).Select(Stream))}}]}""");
    }
}
