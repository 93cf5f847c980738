using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.DifferentialCapacity;

namespace EdgeLogger.Cycles.Trends;

/// <summary>The reference and the last cycles of one signature.</summary>
internal sealed class SignatureWindow(string signature)
{
    private readonly Queue<TrendPoint> _points = new();
    private long _cycles;
    private int _referenceNumber;
    private double _referenceAh;
    private TrendPoint _last;
    private CyclePeaks _referencePeaks = CyclePeaks.None;
    private CyclePeaks _lastPeaks = CyclePeaks.None;

    public string Signature => signature;

    public double ReferenceAh => _referenceAh;

    public void Add(in TrendPoint point, CyclePeaks peaks, TrendOptions options)
    {
        _cycles++;
        _last = point;
        _lastPeaks = peaks;
        if (point.Number <= options.FormationCycles)
        {
            return;
        }

        if (_referenceNumber == 0)
        {
            _referenceNumber = (int)point.Number;
            _referenceAh = point.DischargeAh;
            _referencePeaks = peaks;
        }

        _points.Enqueue(point);
        if (_points.Count > options.WindowCycles)
        {
            _points.Dequeue();
        }
    }

    public SignatureTrend Trend(bool correctTemperature)
    {
        bool referenced = _referenceNumber != 0;
        return new SignatureTrend
        {
            Signature = signature,
            Cycles = _cycles,
            ReferenceNumber = referenced ? _referenceNumber : null,
            ReferenceAh = referenced ? _referenceAh : null,
            Retention = referenced && _referenceAh > 0 ? _last.DischargeAh / _referenceAh : null,
            PolarisationV = _last.MeanChargeV - _last.MeanDischargeV,
            PressureBreathingMpa = Known(_last.BreathingMpa),
            VoltageDecayMvPerCycle = Slope(point => point.MeanDischargeV, correctTemperature)?.Times(-1000),
            UncorrectedVoltageDecayMvPerCycle = Slope(point => point.MeanDischargeV, false)?.Times(-1000),
            ResistanceOhm = Known(_last.ResistanceOhm),
            PressureMpa = Known(_last.PressureMpa),
            CoulombicEfficiencyPerCycle = Slope(point => point.CoulombicEfficiency, false),
            PolarisationMvPerCycle = Slope(point => point.MeanChargeV - point.MeanDischargeV, correctTemperature)?.Times(1000),
            ResistanceOhmPerCycle = Slope(point => point.ResistanceOhm, correctTemperature),
            PressureMpaPerCycle = Slope(point => point.PressureMpa, correctTemperature),
            RestPressureMpaPerCycle =
                TheilSen.Fit(Numbers, correctTemperature ? RestPressures : Values(point => point.RestPressureMpa)),
            RestPressureSwingMpa = RestSwing(correctTemperature),
            ChargePeaks = Drifted(_referencePeaks.Charge, _lastPeaks.Charge),
            DischargePeaks = Drifted(_referencePeaks.Discharge, _lastPeaks.Discharge),
        };
    }

    public void Write(BinaryWriter to)
    {
        to.Write(signature);
        to.Write(_cycles);
        to.Write(_referenceNumber);
        to.Write(_referenceAh);
        _last.Write(to);
        foreach (IReadOnlyList<DifferentialCapacityPeak> peaks in Peaks)
        {
            PeakBytes.Write(to, peaks);
        }

        to.Write(_points.Count);
        foreach (TrendPoint point in _points)
        {
            point.Write(to);
        }
    }

    public static SignatureWindow Read(BinaryReader from)
    {
        var window = new SignatureWindow(from.ReadString())
        {
            _cycles = from.ReadInt64(),
            _referenceNumber = from.ReadInt32(),
            _referenceAh = from.ReadDouble(),
            _last = TrendPoint.Read(from),
            _referencePeaks = new CyclePeaks(PeakBytes.Read(from), PeakBytes.Read(from)),
            _lastPeaks = new CyclePeaks(PeakBytes.Read(from), PeakBytes.Read(from)),
        };
        int points = from.ReadInt32();
        for (int i = 0; i < points; i++)
        {
            window._points.Enqueue(TrendPoint.Read(from));
        }

        return window;
    }

    private IReadOnlyList<DifferentialCapacityPeak>[] Peaks =>
        [_referencePeaks.Charge, _referencePeaks.Discharge, _lastPeaks.Charge, _lastPeaks.Discharge];

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static PeakTrend[] Drifted(
        IReadOnlyList<DifferentialCapacityPeak> reference, IReadOnlyList<DifferentialCapacityPeak> last)
    {
        // From each of the last: how far the nearest of the reference is, seen the other way round.
        IReadOnlyList<double> back = DifferentialCapacityCurve.Drift(last, reference);
        return last.Select((peak, i) => new PeakTrend(
            peak.VoltageV, peak.AhPerV, double.IsNaN(back[i]) ? null : -back[i])).ToArray();
    }

    private double[] Numbers => Values(point => point.Number);

    private double[] RestPressures =>
        TemperatureRegression.Correct(
            Numbers, Values(point => point.RestPressureMpa), Values(point => point.RestTemperatureDegC));

    private double[] Values(Func<TrendPoint, double> quantity) => [.. _points.Select(quantity)];

    private SlopeEstimate? Slope(Func<TrendPoint, double> quantity, bool correctTemperature)
    {
        double[] values = Values(quantity);
        return TheilSen.Fit(
            Numbers,
            correctTemperature ? TemperatureRegression.Correct(Numbers, values, Values(point => point.TemperatureDegC)) : values);
    }

    private double? RestSwing(bool correctTemperature)
    {
        double perK = correctTemperature
            ? TemperatureRegression.PerK(
                Numbers, Values(point => point.RestPressureMpa), Values(point => point.RestTemperatureDegC))
            : 0;
        double swing = perK == 0 ? _last.RestSwingMpa : _last.RestSwingMpa - (perK * _last.RestSwingK);
        return Known(swing);
    }
}
