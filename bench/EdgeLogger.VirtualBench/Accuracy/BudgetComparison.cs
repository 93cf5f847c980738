using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Hardware.Budget;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// The error budget, predicted beside measured: many slots drawn from the data sheets' figures, each calibrated and run.
/// </summary>
public sealed class BudgetComparison
{
    /// <summary>Cycles over which the voltage decay is taken.</summary>
    public const int DecayCycles = 20;

    private const double VoltageV = 3.7;
    private const double PressureMpa = 60;

    private readonly BudgetConditions _conditions = new();
    private readonly ulong _seed;
    private readonly int _slots;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="slots">Slots drawn for each row; two or more.</param>
    /// <param name="seed">Decides everything.</param>
    public BudgetComparison(int slots, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 2);
        _slots = slots;
        _seed = seed;
    }

    /// <summary>Single rows: V, I at 0.05C and at 1C, T, P.</summary>
    public IReadOnlyList<BudgetRow> Readings(CancellationToken cancellationToken = default)
    {
        ReadingBudgets budgets = new(Grade.Typical, _conditions);
        double slowA = TestCycle.Slow.CurrentA;
        double fastA = -TestCycle.Fast.CurrentA;
        ReadingTrial[] slow = Each(seed => ReadingTrial.Run(seed, _conditions, VoltageV, slowA, PressureMpa), 1,
            cancellationToken);
        ReadingTrial[] fast = Each(seed => ReadingTrial.Run(seed, _conditions, VoltageV, fastA, PressureMpa), 2,
            cancellationToken);
        return
        [
            new(budgets.Voltage(VoltageV), [.. slow.Select(trial => trial.VoltageV)]),
            new(budgets.Current(slowA), [.. slow.Select(trial => trial.CurrentA)]),
            new(budgets.Current(fastA), [.. fast.Select(trial => trial.CurrentA)]),
            new(budgets.Temperature(), [.. slow.Select(trial => trial.TemperatureK)]),
            new(budgets.Pressure(PressureMpa), [.. slow.Select(trial => trial.PressureMpa)]),
        ];
    }

    /// <summary>One cycle each: charge, coulombic efficiency, mean discharge voltage.</summary>
    public IReadOnlyList<BudgetRow> Cycle(TestCycle cycle, CancellationToken cancellationToken = default)
    {
        CycleBudgets budgets = new(Grade.Typical, _conditions);
        CycleErrors[] trials = Each(seed => CycleTrial.Run(seed, _conditions, cycle), cycle == TestCycle.Slow ? 3u : 4u,
            cancellationToken);
        return
        [
            new(budgets.Charge(cycle), [.. trials.Select(trial => trial.ChargePpm)]),
            new(budgets.Efficiency(cycle), [.. trials.Select(trial => trial.EfficiencyPpm)]),
            new(budgets.MeanVoltage(cycle), [.. trials.Select(trial => trial.MeanVoltagesV[0])]),
        ];
    }

    /// <summary>Voltage decay over <see cref="DecayCycles"/> cycles.</summary>
    public BudgetRow Decay(TestCycle cycle, CancellationToken cancellationToken = default)
    {
        CycleErrors[] trials = Each(seed => CycleTrial.Run(seed, _conditions, cycle, DecayCycles), 5, cancellationToken);
        return new(new CycleBudgets(Grade.Typical, _conditions).Decay(cycle, DecayCycles),
            [.. trials.Select(trial => trial.SlopeMvPerCycle)]);
    }

    private T[] Each<T>(Func<ulong, T> trial, ulong stream, CancellationToken cancellationToken)
    {
        T[] results = new T[_slots];
        Parallel.For(0, _slots, new ParallelOptions
        { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => results[i] = trial((_seed * 1_000_000) + (stream * 100_000) + (ulong)i + 1));
        return results;
    }
}
