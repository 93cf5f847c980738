using System;
using System.Buffers;
using BenchmarkDotNet.Attributes;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Benchmarks;

/// <summary>
/// The engine's time a row against a bare trapezoid loop over the same rows. The design asks for 50 ns a row, 20 million rows a
/// second on one core, and no allocation a row: what is allocated is the engine and its results, once a record.
/// </summary>
[Config(typeof(RowBenchmarkConfig))]
public class CycleEngineBenchmarks
{
    /// <summary>
    /// Ten cycles: small enough that the rows come from the cache, as they do where they are read from a file or a frame.
    /// </summary>
    public const int Rows = 10 * ConstantCurrentRecord.RowsOfCycle;

    private static readonly CycleEngineOptions Plain = new();
    private static readonly CycleEngineOptions Detailed = new() { Details = true };
    private static readonly CycleEngineOptions DetailedWithSteps = new() { Details = true, Steps = true };

    private Sample[] _rows = [];

    /// <summary>What a cell takes with everything that can be switched on, bytes.</summary>
    public static int StateBytes
    {
        get
        {
            var state = new ArrayBufferWriter<byte>();
            new CycleEngine(DetailedWithSteps).Save(state);
            return state.WrittenCount;
        }
    }

    [GlobalSetup]
    public void WriteRecord() => _rows = ConstantCurrentRecord.Write(Rows);

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows, Description = "bare trapezoid loop")]
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

    [Benchmark(OperationsPerInvoke = Rows, Description = "readings")]
    public int Add() => Readings(Plain);

    [Benchmark(OperationsPerInvoke = Rows, Description = "readings, details")]
    public int AddWithDetails() => Readings(Detailed);

    [Benchmark(OperationsPerInvoke = Rows, Description = "readings, details, steps")]
    public int AddWithDetailsAndSteps() => Readings(DetailedWithSteps);

    [Benchmark(OperationsPerInvoke = Rows, Description = "means")]
    public int AddMean() => Means(Plain);

    [Benchmark(OperationsPerInvoke = Rows, Description = "means, details")]
    public int AddMeanWithDetails() => Means(Detailed);

    [Benchmark(OperationsPerInvoke = Rows, Description = "means, exact counts, details")]
    public int AddExactMeanWithDetails()
    {
        var engine = new CycleEngine(Detailed);
        var conditions = new CellConditions(25, 2);
        foreach (ref readonly Sample row in _rows.AsSpan())
        {
            double chargeAh = row.CurrentA * (0.5 / 3600);
            engine.AddMean(row.TimeS, row.VoltageV, row.CurrentA, chargeAh, chargeAh * row.VoltageV, conditions);
        }

        return Drain(engine);
    }

    [Benchmark(OperationsPerInvoke = Rows, Description = "charge by voltage (dQ/dV)")]
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

        while (engine.TryTakeStep(out _))
        {
            found++;
        }

        return found;
    }
}
