using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Plots;

/// <summary>Writes pixels as PNG (ISO/IEC 15948), 8 bits a colour.</summary>
internal static class PngFile
{
    private const double InchesPerMetre = 39.37;

    /// <summary>Writes a picture that prints at the given count of pixels an inch.</summary>
    public static void Write(PlotRaster raster, int pixelsPerInch, Stream stream)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), raster.Height);
        header[8] = 8;
        header[9] = 2;
        byte[] density = new byte[9];
        int pixelsPerMetre = (int)Math.Round(pixelsPerInch * InchesPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density, pixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density.AsSpan(4), pixelsPerMetre);
        density[8] = 1;

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "pHYs", density);
        WriteChunk(stream, "IDAT", Compress(raster));
        WriteChunk(stream, "IEND", []);
    }

    private static byte[] Compress(PlotRaster raster)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal))
        {
            int rowBytes = raster.Width * 3;
            for (int y = 0; y < raster.Height; y++)
            {
                // Each row begins with its filter: none.
                zlib.WriteByte(0);
                zlib.Write(raster.Rgb, y * rowBytes, rowBytes);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(typed, 0, typed.Length));
        stream.Write(number);
    }
}
