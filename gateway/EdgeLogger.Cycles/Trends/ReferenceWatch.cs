using System.Collections.Generic;
using System.IO;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Pairing;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// Finds a cell's one reference: the cycle that was chosen, or the first at the chosen rate, or else at the rate that is the
/// commonest of the first complete cycles.
/// </summary>
internal sealed class ReferenceWatch(TrendOptions options)
{
    /// <summary>
    /// Complete cycles after which the commonest rate is decided, and cycles at one rate after which a flagged one stays its
    /// first.
    /// </summary>
    private const int DecidingCycles = 20;

    /// <summary>Cycles at the start of a cell that do not count, unless one is chosen.</summary>
    private const int EarlyCycles = 3;

    private readonly List<AtRate> _rates = [];
    private int _complete;
    private Capacity _chosen;

    /// <summary>The reference as far as it is known.</summary>
    public RetentionReference? Reference => options switch
    {
        { ReferenceCycle: not null } => _chosen.IsKnown ? _chosen.At(_chosen.CRate, true) : null,
        { ReferenceCRate: { } chosen } => First(_rates.Find(rate => rate.CRate == RateClass.Nearest(chosen)), true),
        _ => First(Commonest(), _complete >= DecidingCycles),
    };

    /// <summary>Takes the next complete cycle.</summary>
    public void Add(Cycle cycle)
    {
        if (cycle.Discharge is not { Ah: > 0 } discharge)
        {
            return;
        }

        double? rate = Signature.DischargeClass(cycle.Signature);
        Capacity capacity = new(cycle.Number, discharge.Ah, rate ?? double.NaN, cycle.Flags);
        if (cycle.Number == options.ReferenceCycle)
        {
            _chosen = capacity;
        }

        if (rate is { } known)
        {
            Count(known, capacity);
        }

        _complete++;
    }

    public void Write(BinaryWriter to)
    {
        to.Write(_complete);
        _chosen.Write(to);
        to.Write(_rates.Count);
        foreach (AtRate rate in _rates)
        {
            to.Write(rate.CRate);
            to.Write(rate.Cycles);
            to.Write(rate.AmongFirst);
            rate.Clean.Write(to);
            rate.Flagged.Write(to);
        }
    }

    public void Read(BinaryReader from)
    {
        _complete = from.ReadInt32();
        _chosen = Capacity.Read(from);
        int rates = from.ReadInt32();
        for (int i = 0; i < rates; i++)
        {
            _rates.Add(new AtRate(from.ReadDouble())
            {
                Cycles = from.ReadInt64(),
                AmongFirst = from.ReadInt32(),
                Clean = Capacity.Read(from),
                Flagged = Capacity.Read(from),
            });
        }
    }

    private void Count(double cRate, Capacity capacity)
    {
        AtRate? rate = _rates.Find(known => known.CRate == cRate);
        if (rate is null)
        {
            _rates.Add(rate = new AtRate(cRate));
        }

        rate.Cycles++;
        rate.AmongFirst += _complete < DecidingCycles ? 1 : 0;
        if (capacity.Number <= EarlyCycles || rate.Clean.IsKnown || rate.IsSettled)
        {
            return;
        }

        if (capacity.Flags == QualityFlags.None)
        {
            rate.Clean = capacity;
        }
        else if (!rate.Flagged.IsKnown)
        {
            rate.Flagged = capacity;
        }
    }

    // Until it is decided: the commonest of those that have a reference. Of equals the one that was run first.
    private AtRate? Commonest()
    {
        AtRate? commonest = null;
        foreach (AtRate rate in _rates)
        {
            if ((_complete >= DecidingCycles || rate.HasFirst) && rate.AmongFirst > (commonest?.AmongFirst ?? 0))
            {
                commonest = rate;
            }
        }

        return commonest;
    }

    private static RetentionReference? First(AtRate? rate, bool rateIsDecided) => rate switch
    {
        { Clean.IsKnown: true } => rate.Clean.At(rate.CRate, rateIsDecided),
        { Flagged.IsKnown: true } => rate.Flagged.At(rate.CRate, rateIsDecided && rate.IsSettled),
        _ => null,
    };

    /// <summary>What is kept of one rate class.</summary>
    private sealed class AtRate(double cRate)
    {
        public double CRate => cRate;

        /// <summary>Complete cycles at it.</summary>
        public long Cycles { get; set; }

        /// <summary>How many of the cell's first complete cycles ran at it.</summary>
        public int AmongFirst { get; set; }

        /// <summary>Its first cycle that has no flags.</summary>
        public Capacity Clean { get; set; }

        /// <summary>Its first cycle that has; it stands in for one without.</summary>
        public Capacity Flagged { get; set; }

        public bool HasFirst => Clean.IsKnown || Flagged.IsKnown;

        /// <summary>A flagged cycle stays the first of its rate: with a later one retention would begin again.</summary>
        public bool IsSettled => Cycles > DecidingCycles && Flagged.IsKnown;
    }

    private readonly record struct Capacity(int Number, double Ah, double CRate, QualityFlags Flags)
    {
        public bool IsKnown => Number > 0;

        public RetentionReference At(double cRate, bool isFinal) =>
            new(Number, Ah, double.IsNaN(cRate) ? null : cRate, Flags, isFinal);

        public void Write(BinaryWriter to)
        {
            to.Write(Number);
            to.Write(Ah);
            to.Write(CRate);
            to.Write((int)Flags);
        }

        public static Capacity Read(BinaryReader from) =>
            new(from.ReadInt32(), from.ReadDouble(), from.ReadDouble(), (QualityFlags)from.ReadInt32());
    }
}
