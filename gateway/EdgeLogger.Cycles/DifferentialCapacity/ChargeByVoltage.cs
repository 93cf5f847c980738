using System;
using System.IO;
using System.Runtime.InteropServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>
/// Counts charge by voltage as it flows, each direction apart: dQ/dV without differentiating anything. Between two rows the
/// voltage runs on a straight line, and the charge is spread over the bins it crosses, so that the bins add up to the charge. A
/// few operations a row, no allocation; 16 bytes a bin.
/// </summary>
public sealed class ChargeByVoltage
{
    private const double SecondsPerHour = 3600;

    private readonly DifferentialCapacityOptions _options;
    private readonly double[] _chargeAs;
    private readonly double[] _dischargeAs;
    private Sample _previous;
    private bool _joined;

    /// <exception cref="ArgumentOutOfRangeException">The window or the bins are impossible.</exception>
    public ChargeByVoltage(DifferentialCapacityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _chargeAs = new double[options.Bins];
        _dischargeAs = new double[options.Bins];
    }

    /// <summary>Adds an instant reading.</summary>
    public void Add(in Sample sample) => Add(sample, 0.5 * (_previous.CurrentA + sample.CurrentA));

    /// <summary>Adds a board's row, whose current is the mean since the row before.</summary>
    public void AddMean(in Sample mean) => Add(mean, mean.CurrentA);

    /// <summary>The next row is not joined with the last.</summary>
    public void Break() => _joined = false;

    /// <summary>
    /// The curve of a direction since it was taken last; it begins again. Take it when a half cycle has closed.
    /// </summary>
    public DifferentialCapacityCurve Take(Direction direction)
    {
        double[] bins = direction == Direction.Charge ? _chargeAs : _dischargeAs;
        var ah = new double[bins.Length];
        for (int i = 0; i < ah.Length; i++)
        {
            ah[i] = bins[i] / SecondsPerHour;
        }

        Array.Clear(bins);
        return new DifferentialCapacityCurve(_options.LowV, _options.BinV, ah);
    }

    /// <summary>The state as bytes.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        SaveTo(to);
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>Goes on from a saved state. The options must be those it was saved under.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state of such an accumulator.</exception>
    public static ChargeByVoltage Restore(DifferentialCapacityOptions options, ReadOnlySpan<byte> state)
    {
        using var from = new BinaryReader(new MemoryStream(state.ToArray()));
        try
        {
            return RestoreFrom(options, from);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException(
                $"The saved charge by voltage ends after {state.Length} bytes. Add the record again.", e);
        }
    }

    /// <summary>Writes the state without the bins at either end in which no charge has flowed.</summary>
    internal void SaveTo(BinaryWriter to)
    {
        to.Write(_chargeAs.Length);
        to.Write(_joined);
        to.Write(_previous.TimeS);
        to.Write(_previous.VoltageV);
        to.Write(_previous.CurrentA);
        WriteBins(to, _chargeAs);
        WriteBins(to, _dischargeAs);
    }

    /// <exception cref="InvalidDataException">The bytes are not a state of such an accumulator.</exception>
    internal static ChargeByVoltage RestoreFrom(DifferentialCapacityOptions options, BinaryReader from)
    {
        int bins = from.ReadInt32();
        if (bins != options.Bins)
        {
            throw new InvalidDataException(
                $"The saved charge by voltage has {bins} bins, not {options.Bins}. Add the record again.");
        }

        ChargeByVoltage restored = new(options)
        {
            _joined = from.ReadBoolean(),
            _previous = new Sample(from.ReadDouble(), from.ReadDouble(), from.ReadDouble()),
        };
        ReadBins(from, restored._chargeAs);
        ReadBins(from, restored._dischargeAs);
        return restored;
    }

    private static void WriteBins(BinaryWriter to, ReadOnlySpan<double> bins)
    {
        int first = Math.Max(0, bins.IndexOfAnyExcept(0.0));
        ReadOnlySpan<double> used = bins[first..(bins.LastIndexOfAnyExcept(0.0) + 1 is > 0 and var end ? end : first)];
        to.Write((ushort)first);
        to.Write((ushort)used.Length);
        to.Write(MemoryMarshal.AsBytes(used));
    }

    private static void ReadBins(BinaryReader from, Span<double> bins)
    {
        int first = from.ReadUInt16();
        int count = from.ReadUInt16();
        if (first + count > bins.Length)
        {
            throw new InvalidDataException(
                $"The saved charge by voltage is not one of {bins.Length} bins. Add the record again.");
        }

        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bins.Slice(first, count)));
    }

    private void Add(in Sample sample, double meanA)
    {
        double chargeAs = meanA * (sample.TimeS - _previous.TimeS);
        if (!double.IsFinite(chargeAs) || !double.IsFinite(sample.VoltageV))
        {
            return;
        }

        if (_joined && sample.TimeS > _previous.TimeS)
        {
            Spread(chargeAs > 0 ? _chargeAs : _dischargeAs, Math.Abs(chargeAs), _previous.VoltageV, sample.VoltageV);
        }

        _previous = sample;
        _joined = true;
    }

    private void Spread(double[] bins, double chargeAs, double fromV, double toV)
    {
        double from = (Math.Min(fromV, toV) - _options.LowV) / _options.BinV;
        double to = (Math.Max(fromV, toV) - _options.LowV) / _options.BinV;
        int first = Bin(from, bins.Length);
        int last = Bin(to, bins.Length);
        if (first == last)
        {
            bins[first] += chargeAs;
            return;
        }

        double perBin = chargeAs / (to - from);
        bins[first] += (first + 1 - from) * perBin;
        for (int i = first + 1; i < last; i++)
        {
            bins[i] += perBin;
        }

        bins[last] += (to - last) * perBin;
    }

    private static int Bin(double position, int count) => (int)Math.Clamp(Math.Floor(position), 0, count - 1);
}
