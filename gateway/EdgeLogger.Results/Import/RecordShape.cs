using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Results.Import;

/// <summary>
/// What has to be known of a file before its rows can become codes, and an identity that follows from its rows.
/// </summary>
internal sealed class RecordShape
{
    private const int MostMsPerPeriod = 65_535;

    private readonly Magnitudes _voltages = new("voltage", "V");
    private readonly Magnitudes _currents = new("current", "A");

    /// <summary>What was concluded about the file beyond its header, and what of it was left out.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Rows in it.</summary>
    public long Rows { get; private set; }

    /// <summary>Its earliest time, s.</summary>
    public double FirstS { get; private set; } = double.PositiveInfinity;

    /// <summary>Its latest time, s.</summary>
    public double LastS { get; private set; } = double.NegativeInfinity;

    /// <summary>The largest voltage, V.</summary>
    public double MostV => _voltages.Most;

    /// <summary>The largest current, A.</summary>
    public double MostA => _currents.Most;

    public bool HasTemperature { get; private set; }

    /// <summary>Time between its first two rows, ms, as far as a frame can say it.</summary>
    public int PeriodMs { get; private set; } = 1000;

    /// <summary>The stream: the same rows under the same mark give the same one, however the file is called or packed.</summary>
    public ulong StreamId { get; private set; }

    /// <summary>Reads a file once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sign">Which direction of current it writes as positive.</param>
    /// <param name="mark">What else makes it another stream than other imports of the same rows.</param>
    /// <exception cref="RecordFormatException">It cannot be read.</exception>
    public static RecordShape Of(string path, CurrentSign sign, string mark)
    {
        using RecordFile record = RecordFile.Open(path, sign);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(mark));
        RecordShape shape = new();
        double beforeS = 0;
        while (record.TryRead(out RecordRow row))
        {
            if (shape.Rows == 1)
            {
                shape.PeriodMs = (int)Math.Clamp(Math.Round((row.TimeS - beforeS) * 1000), 1, MostMsPerPeriod);
            }

            beforeS = row.TimeS;
            shape.Take(row, hash);
        }

        shape.Notes = [.. record.Notes];
        shape.StreamId = BitConverter.ToUInt64(hash.GetHashAndReset());
        shape._voltages.RefuseOutlier(path);
        shape._currents.RefuseOutlier(path);
        return shape.Rows > 0 ? shape : throw new RecordFormatException($"{path} has no rows.");
    }

    private void Take(in RecordRow row, IncrementalHash hash)
    {
        Rows++;
        FirstS = Math.Min(FirstS, row.TimeS);
        LastS = Math.Max(LastS, row.TimeS);
        _voltages.Add(row.VoltageV, Rows);
        _currents.Add(row.CurrentA, Rows);
        HasTemperature |= !double.IsNaN(row.TemperatureDegC);
        Span<byte> bytes = stackalloc byte[4 * sizeof(double)];
        BitConverter.TryWriteBytes(bytes, row.TimeS);
        BitConverter.TryWriteBytes(bytes[8..], row.VoltageV);
        BitConverter.TryWriteBytes(bytes[16..], row.CurrentA);
        BitConverter.TryWriteBytes(bytes[24..], row.TemperatureDegC);
        hash.AppendData(bytes);
    }
}
