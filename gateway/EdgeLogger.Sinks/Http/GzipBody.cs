using System;
using System.IO;
using System.IO.Compression;

namespace EdgeLogger.Sinks.Http;

/// <summary>Packs a batch. Line protocol repeats itself: it comes down to about a tenth.</summary>
internal static class GzipBody
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> batch)
    {
        MemoryStream packed = new(Math.Max(256, batch.Length / 4));
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(batch.Span);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
