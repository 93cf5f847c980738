using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Cycles.Trends;

/// <summary>The reference and the last cycles of one signature.</summary>
internal sealed class SignatureWindow(string signature)
{
    private readonly Queue<TrendPoint> _points = new();
    private long _cycles;
    private int _referenceNumber;
    private double _referenceAh;
    private TrendPoint _last;

    public string Signature => signature;

    public double ReferenceAh => _referenceAh;

    public void Add(in TrendPoint point, TrendOptions options)
    {
        _cycles++;
        _last = point;
        if (point.Number <= options.FormationCycles)
        {
            return;
        }

        if (_referenceNumber == 0)
        {
            _referenceNumber = (int)point.Number;
            _referenceAh = point.DischargeAh;
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
            PressureBreathingMpa = double.IsNaN(_last.BreathingMpa) ? null : _last.BreathingMpa,
            VoltageDecayMvPerCycle = Slope(point => point.MeanDischargeV, correctTemperature)?.Times(-1000),
            CoulombicEfficiencyPerCycle = Slope(point => point.CoulombicEfficiency, false),
            PolarisationMvPerCycle = Slope(point => point.MeanChargeV - point.MeanDischargeV, correctTemperature)?.Times(1000),
            ResistanceOhmPerCycle = Slope(point => point.ResistanceOhm, correctTemperature),
            PressureMpaPerCycle = Slope(point => point.PressureMpa, correctTemperature),
        };
    }

    public void Write(BinaryWriter to)
    {
        to.Write(signature);
        to.Write(_cycles);
        to.Write(_referenceNumber);
        to.Write(_referenceAh);
        _last.Write(to);
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
        };
        int points = from.ReadInt32();
        for (int i = 0; i < points; i++)
        {
            window._points.Enqueue(TrendPoint.Read(from));
        }

        return window;
    }

    private SlopeEstimate? Slope(Func<TrendPoint, double> quantity, bool correctTemperature)
    {
        double[] x = [.. _points.Select(point => point.Number)];
        double[] y = [.. _points.Select(quantity)];
        return TheilSen.Fit(
            x, correctTemperature ? TemperatureRegression.Correct(x, y, [.. _points.Select(point => point.TemperatureDegC)]) : y);
    }
}
