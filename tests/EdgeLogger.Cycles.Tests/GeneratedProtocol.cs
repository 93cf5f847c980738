using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>A random protocol, and the half cycles it is made of.</summary>
internal sealed class GeneratedProtocol
{
    /// <summary>What one half cycle must come out as.</summary>
    public sealed record Half(Direction Direction, long FirstRow, long LastRow, double Ah, double Wh);

    /// <summary>The largest noise of a current that leaves half cycles as they are, of 1C.</summary>
    public const double NoiseLimit = 1e-4;

    /// <summary>The coarsest codes of a current that do, of 1C.</summary>
    public const double CodeLimit = 2e-4;

    private readonly Random _random;
    private readonly CellScript _cell;
    private readonly double _capacityAh;
    private readonly double _noiseA;
    private readonly double _codeA;

    public GeneratedProtocol(int seed)
    {
        _random = new Random(seed);
        _capacityAh = Math.Pow(10, _random.NextDouble() * 6 - 4);
        double longest = Math.Pow(10, _random.NextDouble() * 1.5 + 0.3);
        _noiseA = _random.Next(3) == 0 ? 0 : NoiseLimit * _capacityAh * _random.NextDouble();
        _codeA = _random.Next(2) == 0 ? 0 : CodeLimit * _capacityAh;
        bool jittered = _random.Next(2) == 0;
        double changeV = _random.Next(3) == 0 ? 0.005 : 1;
        _cell = new CellScript(
            _capacityAh, () => jittered ? longest * (0.05 + (0.95 * _random.NextDouble())) : longest, Recorded, changeV);
        ChargeFirst = _random.Next(2) == 0;
        Write();
    }

    public List<Sample> Samples => _cell.Samples;

    public List<Half> Halves { get; } = [];

    public bool ChargeFirst { get; }

    public double CapacityAh => _capacityAh;

    /// <summary>
    /// How far a half cycle's charge may be from the truth, Ah: six sigmas of the noise, summed over the intervals from the half
    /// before to the half after, as the extreme may be in the rests; half a code all the time that current flows; the trapezoid's
    /// error in a held voltage's tail, dt^2/12 tau^2.
    /// </summary>
    public double ChargeBoundAh(int half)
    {
        long first = half == 0 ? 0 : Halves[half - 1].LastRow;
        long last = half == Halves.Count - 1 ? Samples.Count - 1 : Halves[half + 1].FirstRow;
        double squares = 0;
        for (long row = first + 1; row <= last; row++)
        {
            double seconds = Samples[(int)row].TimeS - Samples[(int)row - 1].TimeS;
            squares += seconds * seconds;
        }

        double flowS = Samples[(int)Halves[half].LastRow].TimeS - Samples[(int)Halves[half].FirstRow].TimeS;
        double noiseAs = 6 * _noiseA / Math.Sqrt(3) * Math.Sqrt(squares);
        return ((noiseAs + (_codeA / 2 * flowS)) / 3600) + (Halves[half].Ah / (12 * 50 * 50)) + (1e-12 * _capacityAh);
    }

    private double Recorded(double currentA)
    {
        double noisy = currentA + (_noiseA * ((2 * _random.NextDouble()) - 1));
        return _codeA > 0 ? Math.Round(noisy / _codeA) * _codeA : noisy;
    }

    private void Write()
    {
        // A cell that is discharged first starts full.
        double sign = ChargeFirst ? 1 : -1;
        _cell.Rest(600 + 7200 * _random.NextDouble());
        int count = _random.Next(1, 9);
        for (int i = 0; i < count; i++)
        {
            long first = Samples.Count;
            double chargeAh = _cell.ChargeAh;
            double energyWh = _cell.EnergyWh;
            WriteHalf(sign, sign * Capacity());
            Halves.Add(new Half(
                sign > 0 ? Direction.Charge : Direction.Discharge,
                first,
                Samples.Count - 1,
                Math.Abs(_cell.ChargeAh - chargeAh),
                sign * (_cell.EnergyWh - energyWh)));
            sign = -sign;
            if (_random.Next(3) > 0 || i == count - 1)
            {
                _cell.Rest(60 + 5000 * _random.NextDouble());
            }
        }
    }

    private double Capacity() => _capacityAh * (0.3 + 0.7 * _random.NextDouble());

    private void WriteHalf(double sign, double capacityAh)
    {
        double current = sign * _capacityAh * Math.Pow(10, _random.NextDouble() - 0.7);
        double seconds = 3600 * capacityAh / current;
        switch (_random.Next(6))
        {
            case 0:
                _cell.Constant(current, seconds);
                break;
            case 1:
                _cell.Constant(current, 0.8 * seconds).Hold(current, 0.1 * seconds);
                break;
            case 2:
                _cell.Constant(current, seconds / 2).Constant(current / 2, seconds / 2).Constant(current / 5, seconds / 2);
                break;
            case 3:
                WritePulses(current, seconds, 5 + _random.Next(10), backwards: 0);
                break;
            case 4:
                WritePulses(current, seconds, 5 + _random.Next(5), backwards: 0.003);
                break;
            default:
                WriteDrive(current, seconds);
                break;
        }
    }

    /// <summary>GITT: pulses and rests; with a part of each pulse taken back, HPPC.</summary>
    private void WritePulses(double current, double seconds, int count, double backwards)
    {
        for (int i = 0; i < count; i++)
        {
            _cell.Constant(current, seconds / count);
            if (i < count - 1)
            {
                _cell.Rest(120);
                if (backwards > 0)
                {
                    _cell.Constant(-current, backwards * seconds).Rest(60);
                }
            }
        }
    }

    private void WriteDrive(double current, double seconds)
    {
        for (int i = 0; i < 40; i++)
        {
            double share = i is 0 or 39 ? 1 : 2.2 * _random.NextDouble() - 0.2;
            _cell.Constant(share * current, seconds / 40 * (share < 0 ? 0.1 : 1));
        }
    }
}
