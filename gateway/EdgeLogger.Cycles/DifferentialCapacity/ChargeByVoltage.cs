using System;
using System.IO;
using System.Runtime.InteropServices;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>
/// Counts charge by voltage as it flows, each direction apart: dQ/dV without differentiating anything. Between two rows the voltage runs
/// on a straight line, and the charge is spread over the bins it crosses, so that the bins add up to the charge. A few operations a
/// row, no allocation; 16 bytes a bin.
/// </summary>
public sealed class ChargeByVoltage
{
    private const double SecondsPerHour = 3600;
    private const int HeaderDoubles = 5;

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

    /// <summary>The curve of a direction since it was taken last; it begins anew. Take it when a half cycle has closed.</summary>
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
        double[] header = [_joined ? 1 : 0, _previous.TimeS, _previous.VoltageV, _previous.CurrentA, _chargeAs.Length];
        double[] all = [.. header, .. _chargeAs, .. _dischargeAs];
        return MemoryMarshal.AsBytes(all.AsSpan()).ToArray();
    }

    /// <summary>Goes on from a saved state. The options must be those it was saved under.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state of such an accumulator.</exception>
    public static ChargeByVoltage Restore(DifferentialCapacityOptions options, ReadOnlySpan<byte> state)
    {
        var restored = new ChargeByVoltage(options);
        int bins = restored._chargeAs.Length;
        if (state.Length != (HeaderDoubles + (2 * bins)) * sizeof(double) || MemoryMarshal.Cast<byte, double>(state)[4] != bins)
        {
            throw new InvalidDataException($"The saved charge by voltage is not one of {bins} bins. Add the record again.");
        }

        ReadOnlySpan<double> all = MemoryMarshal.Cast<byte, double>(state);
        restored._joined = all[0] != 0;
        restored._previous = new Sample(all[1], all[2], all[3]);
        all.Slice(HeaderDoubles, bins).CopyTo(restored._chargeAs);
        all.Slice(HeaderDoubles + bins, bins).CopyTo(restored._dischargeAs);
        return restored;
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
