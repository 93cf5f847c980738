using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>
/// Finds the dQ/dV peaks of each half cycle of a record. It is fed the rows that the engine is fed, and gets each half cycle that
/// the engine closes. A function of these calls; its bytes go on where it stopped, to the last bit. Not safe for concurrent use.
/// </summary>
public sealed class PeakWatch
{
    /// <summary>Of more peaks, the highest are kept.</summary>
    public const int MostPeaks = 8;

    // What closes together at the start of a record, before the engine hands it out.
    private const int MostHalves = 16;

    // A maximum this near to the cut-off is the end of the curve, not a peak.
    private const double EdgeV = 0.02;

    // Counted by the sign of the current, not between turning points: a difference beyond this says that it is another's charge.
    private const double SameCharge = 0.1;

    private readonly ChargeByVoltage _counted;
    private readonly Queue<(int Half, DifferentialCapacityPeak[] Peaks)> _closed = new();
    private readonly DifferentialCapacityOptions _options;

    /// <exception cref="ArgumentOutOfRangeException">The window or the bins are impossible.</exception>
    public PeakWatch(DifferentialCapacityOptions options)
    {
        _options = options;
        _counted = new ChargeByVoltage(options);
    }

    private PeakWatch(DifferentialCapacityOptions options, ChargeByVoltage counted)
    {
        _options = options;
        _counted = counted;
    }

    /// <summary>Adds an instant reading.</summary>
    public void Add(in Sample sample) => _counted.Add(sample);

    /// <summary>Adds a board's row, whose current is the mean since the row before.</summary>
    public void AddMean(in Sample mean) => _counted.AddMean(mean);

    /// <summary>The next row is not joined with the last.</summary>
    public void Break() => _counted.Break();

    /// <summary>
    /// Takes the peaks of a half cycle that has closed. Half cycles come in order, each before the next row is added.
    /// </summary>
    public void Close(HalfCycle half)
    {
        ArgumentNullException.ThrowIfNull(half);
        DifferentialCapacityCurve curve = _counted.Take(half.Direction);
        bool isItsOwn = Math.Abs(curve.TotalAh - half.Ah) <= SameCharge * half.Ah;
        _closed.Enqueue((half.Index, isItsOwn ? Peaks(curve, half) : []));
        if (_closed.Count > MostHalves)
        {
            _closed.Dequeue();
        }
    }

    /// <summary>The peaks of a half cycle; empty if it is not one of the last closed.</summary>
    public IReadOnlyList<DifferentialCapacityPeak> Of(HalfCycle? half) =>
        half is null ? [] : _closed.Where(closed => closed.Half == half.Index).Select(closed => closed.Peaks).FirstOrDefault([]);

    /// <summary>The peaks of a cycle whose second half has closed last.</summary>
    public CyclePeaks Of(Cycle cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        return new CyclePeaks(Of(cycle.Charge), Of(cycle.Discharge));
    }

    /// <summary>The state as bytes, when the cycles that have closed have been asked for.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        // The half cycle closed last is the first of a cycle to come; those before it are not asked for again.
        (int half, DifferentialCapacityPeak[] peaks) = _closed.Count > 0 ? _closed.Last() : (-1, []);
        to.Write(half);
        PeakBytes.Write(to, peaks);
        _counted.SaveTo(to);
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>Goes on from a saved state. The options must be those it was saved under.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state of this version.</exception>
    public static PeakWatch Restore(DifferentialCapacityOptions options, ReadOnlySpan<byte> state)
    {
        using var from = new BinaryReader(new MemoryStream(state.ToArray()), Encoding.UTF8);
        try
        {
            int half = from.ReadInt32();
            DifferentialCapacityPeak[] peaks = PeakBytes.Read(from);
            PeakWatch watch = new(options, ChargeByVoltage.RestoreFrom(options, from));
            if (half >= 0)
            {
                watch._closed.Enqueue((half, peaks));
            }

            return watch;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"The saved peaks end after {state.Length} bytes. Add the record again.", e);
        }
    }

    private DifferentialCapacityPeak[] Peaks(DifferentialCapacityCurve curve, HalfCycle half)
    {
        double[] ah = [.. curve.Ah];
        // What flowed while the voltage was held has no dV: it would be the highest peak of all.
        double heldV = half.Direction == Direction.Charge ? half.MaxVoltageV : half.MinVoltageV;
        for (int i = 0; i < ah.Length && half.ConstantVoltage; i++)
        {
            ah[i] = Math.Abs(curve.VoltageV(i) - heldV) <= _options.BinV ? 0 : ah[i];
        }

        return
        [
            .. (curve with { Ah = ah }).Peaks()
                .Where(peak => peak.VoltageV > half.MinVoltageV + EdgeV && peak.VoltageV < half.MaxVoltageV - EdgeV)
                .OrderByDescending(peak => peak.AhPerV).Take(MostPeaks).OrderBy(peak => peak.VoltageV)
        ];
    }
}
