using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// Follows a cell over its closed cycles, signature by signature. A pure function of the cycles in their order; bounded, and its
/// bytes go on where it stopped, to the last bit. Not safe for concurrent use.
/// </summary>
public sealed class CellTrends
{
    /// <summary>Of more signatures, the one that was run longest ago is forgotten, and its reference with it.</summary>
    public const int MostSignatures = 32;

    private const int Version = 4;

    private readonly TrendOptions _options;
    private readonly List<SignatureWindow> _windows = [];
    private readonly ReferenceWatch _reference;
    private double _throughputAh;
    private double _slippageAh;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CellTrends(TrendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _reference = new ReferenceWatch(options);
    }

    /// <summary>The one cycle that plain retention is counted from; null before there is one.</summary>
    public RetentionReference? Reference => _reference.Reference;

    /// <summary>
    /// Cumulated irreversible capacity over complete cycles, Ah: what went in with the first half of a cycle minus what came out
    /// with the second. Charge minus discharge in a full cell or a cathode half cell, lithiation minus delithiation in an anode
    /// half cell.
    /// </summary>
    public double SlippageAh => _slippageAh;

    /// <summary>Charge that passed both ways over twice the capacity; null before a capacity is known.</summary>
    public double? EquivalentFullCycles
    {
        get
        {
            double capacityAh = _options.NominalAh ?? _windows.Select(window => window.ReferenceAh).DefaultIfEmpty(0).Max();
            return capacityAh > 0 ? _throughputAh / (2 * capacityAh) : null;
        }
    }

    /// <summary>The trend of the signature run last; null before the first complete cycle.</summary>
    public SignatureTrend? Latest => _windows.Count > 0 ? _windows[^1].Trend(_options.CorrectTemperature) : null;

    /// <summary>One trend a signature, the one run last at the end.</summary>
    public IReadOnlyList<SignatureTrend> Trends => [.. _windows.Select(window => window.Trend(_options.CorrectTemperature))];

    /// <summary>
    /// Takes the next cycle. A provisional one is not taken: it comes again when it is closed. A partial one counts for the
    /// charge that passed, and for nothing else.
    /// </summary>
    /// <param name="cycle">A cycle as the engine put it out.</param>
    /// <param name="peaks">Its dQ/dV peaks; null: not known.</param>
    /// <param name="cohortDegC">
    /// Mean temperature of the cohort's cells during its discharge, degrees Celsius; used with
    /// <see cref="TrendOptions.UseCohortTemperature"/>.
    /// </param>
    /// <returns>Whether it is a complete cycle, so that there is a new state of its signature's trend.</returns>
    public bool Add(Cycle cycle, CyclePeaks? peaks = null, double? cohortDegC = null)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (cycle.Provisional)
        {
            return false;
        }

        _throughputAh += (cycle.Charge?.Ah ?? 0) + (cycle.Discharge?.Ah ?? 0);
        if (cycle.Partial)
        {
            return false;
        }

        double lostAh = cycle.Charge!.Ah - cycle.Discharge!.Ah;
        _slippageAh += cycle.Order == CycleOrder.DischargeFirst ? -lostAh : lostAh;
        _reference.Add(cycle);
        int known = _windows.FindIndex(window => window.Signature == cycle.Signature);
        SignatureWindow window = known >= 0 ? _windows[known] : new SignatureWindow(cycle.Signature);
        if (known >= 0)
        {
            _windows.RemoveAt(known);
        }
        else if (_windows.Count == MostSignatures)
        {
            _windows.RemoveAt(0);
        }

        _windows.Add(window);
        TrendPoint point = TrendPoint.Of(cycle);
        TrendPoint corrected = _options.UseCohortTemperature ? point.At(cohortDegC ?? double.NaN) : point;
        window.Add(corrected, peaks ?? CyclePeaks.None, _options);
        return true;
    }

    /// <summary>The state as bytes.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        to.Write(Version);
        to.Write(_throughputAh);
        to.Write(_slippageAh);
        _reference.Write(to);
        to.Write(_windows.Count);
        foreach (SignatureWindow window in _windows)
        {
            window.Write(to);
        }

        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>Goes on from a saved state. The options must be those it was saved under.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state of this version.</exception>
    public static CellTrends Restore(TrendOptions options, byte[] state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var trends = new CellTrends(options);
        using var from = new BinaryReader(new MemoryStream(state), Encoding.UTF8);
        try
        {
            if (from.ReadInt32() != Version)
            {
                throw new InvalidDataException("The saved trends are another version's. Add the cycles again.");
            }

            trends._throughputAh = from.ReadDouble();
            trends._slippageAh = from.ReadDouble();
            trends._reference.Read(from);
            int windows = from.ReadInt32();
            for (int i = 0; i < windows; i++)
            {
                trends._windows.Add(SignatureWindow.Read(from));
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"The saved trends end after {state.Length} bytes. Add the cycles again.", e);
        }

        return trends;
    }
}
