using System;
using BenchmarkDotNet.Attributes;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.DifferentialCapacity;

namespace EdgeLogger.Benchmarks;

/// <summary>
/// The engine's time a row against a bare trapezoid loop over the same rows. The design asks for 50 ns a row, 20 million rows a second
/// on one core, and no allocation a row: what is allocated is the engine and its results, once a record.
/// </summary>
[MemoryDiagnoser]
public class CycleEngineBenchmarks
{
    private const int Cycles = 20;
    private const int RowsOfCycle = 14_200;
    private const int Rows = Cycles * RowsOfCycle;

    private Sample[] _rows = [];

    [GlobalSetup]
    public void WriteRecord()
    {
        var random = new Random(1);
        _rows = new Sample[Rows];
        for (int row = 0; row < Rows; row++)
        {
            int at = row % RowsOfCycle;
            (double currentA, double voltageV) = at switch
            {
                < 7000 => (1e-3, 3 + (1.2 * at / 7000)),
                < 7300 => (0, 4.15),
                < 13_900 => (-1e-3, 4.2 - (1.2 * (at - 7300) / 6600)),
                _ => (0, 3.05),
            };
            double noise = random.NextDouble() - 0.5;
            _rows[row] = new Sample(0.5 * row, voltageV + (1e-5 * noise), currentA + (2e-8 * noise));
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public double BareTrapezoid()
    {
        double charge = 0;
        double energy = 0;
        Sample from = _rows[0];
        foreach (ref readonly Sample to in _rows.AsSpan(1))
        {
            double part = 0.5 * (from.CurrentA + to.CurrentA) * (to.TimeS - from.TimeS);
            charge += part;
            energy += part * 0.5 * (from.VoltageV + to.VoltageV);
            from = to;
        }

        return charge + energy;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Add() => Readings(new CycleEngineOptions());

    [Benchmark(OperationsPerInvoke = Rows)]
    public int AddWithDetails() => Readings(new CycleEngineOptions { Details = true });

    [Benchmark(OperationsPerInvoke = Rows)]
    public int AddMean() => Means(new CycleEngineOptions());

    [Benchmark(OperationsPerInvoke = Rows)]
    public int AddMeanWithDetails() => Means(new CycleEngineOptions { Details = true });

    [Benchmark(OperationsPerInvoke = Rows)]
    public double ChargeByVoltage()
    {
        var counted = new ChargeByVoltage(new DifferentialCapacityOptions());
        foreach (ref readonly Sample row in _rows.AsSpan())
        {
            counted.Add(row);
        }

        return counted.Take(Direction.Charge).TotalAh;
    }

    private int Readings(CycleEngineOptions options)
    {
        var engine = new CycleEngine(options);
        var conditions = new CellConditions(25, 2);
        foreach (ref readonly Sample row in _rows.AsSpan())
        {
            engine.Add(row, conditions);
        }

        return Drain(engine);
    }

    private int Means(CycleEngineOptions options)
    {
        var engine = new CycleEngine(options);
        var conditions = new CellConditions(25, 2);
        foreach (ref readonly Sample row in _rows.AsSpan())
        {
            engine.AddMean(row.TimeS, row.VoltageV, row.CurrentA, conditions);
        }

        return Drain(engine);
    }

    private static int Drain(CycleEngine engine)
    {
        engine.Finish();
        int found = 0;
        while (engine.TryTakeHalf(out _))
        {
            found++;
        }

        while (engine.TryTakeCycle(out _))
        {
            found++;
        }

        return found;
    }
}
