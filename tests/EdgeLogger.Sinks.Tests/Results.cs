using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Half cycles and cycles of an hour each, without the work of measuring them.</summary>
internal static class Results
{
    public const string Signature = "C0.1-D0.1|2.00-4.60|cc";

    public static CellUpdate Cycles(
        ulong stream, string board, int first, int count, double fade = 0, DateQuality quality = DateQuality.Synchronised)
    {
        BootDate line = new(1, 1, 0, quality == DateQuality.Unknown ? null : BoardFrames.BaseUtcMs, quality, 1);
        BootPlace place = new(0, stream, 1, 1, 0, 0);
        TestDates dates = new([place], _ => new StreamDates([line]));
        List<StoredHalf> halves = [];
        List<Cycle> cycles = [];
        foreach (int number in Enumerable.Range(first, count))
        {
            HalfCycle charge = Half((number - 1) * 2, Direction.Charge, 1.1 - (fade * number), 3.9);
            HalfCycle discharge = Half(((number - 1) * 2) + 1, Direction.Discharge, 1 - (fade * number), 3.7);
            halves.AddRange([StoredHalf.Of(charge, dates), StoredHalf.Of(discharge, dates)]);
            cycles.Add(new Cycle
            {
                Number = number,
                Charge = charge,
                Discharge = discharge,
                Order = CycleOrder.ChargeFirst,
                Partial = false,
                Provisional = false,
                CoulombicEfficiency = discharge.Ah / charge.Ah,
                EnergyEfficiency = discharge.Wh / charge.Wh,
                Signature = Signature,
                Flags = QualityFlags.None,
            });
        }

        return new CellUpdate(new TestKey(stream, board, 0), halves, cycles, [1]) { Dates = [line], Places = [place] };
    }

    /// <summary>Steps of half an hour, in turns of constant current and rest.</summary>
    public static IReadOnlyList<StoredStep> Steps(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => StoredStep.Of(
        number,
        new Step
        {
            Kind = number % 2 == 0 ? StepKind.Rest : StepKind.ConstantCurrent,
            FirstRow = number * 10,
            LastRow = (number * 10) + 9,
            StartS = number * 1800,
            EndS = (number * 1800) + 1799,
            Ah = 0.5,
            Wh = 1.8,
            StartV = 3.6,
            EndV = 3.7,
            StartA = 0.1,
            EndA = 0.1,
        },
        TestDates.Empty))];

    /// <summary>The same with the state of its trends, and the cycle that its plain retention is to be counted from.</summary>
    public static CellUpdate WithReference(CellUpdate update, int? cycle)
    {
        TrendOptions options = new() { ReferenceCycle = cycle };
        CellTrends trends = new(options);
        foreach (Cycle one in update.Cycles)
        {
            trends.Add(one);
        }

        return update with
        {
            Settings = new CellSettings(new CycleEngineOptions(), options) { EngineVersion = 1 },
            TrendState = trends.Save(),
            Reference = trends.Reference,
        };
    }

    public static RetentionReference Reference { get; } = new(4, 0.002, 0.5, QualityFlags.None, true);

    /// <summary>The trend after each of these cycles.</summary>
    public static IReadOnlyList<CycleTrend> Trends(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => new CycleTrend(
        number,
        new SignatureTrend
        {
            Signature = Signature,
            Cycles = number,
            ReferenceNumber = 1,
            ReferenceAh = 1,
            Retention = 0.9,
            PolarisationV = 0.2,
            PressureBreathingMpa = 0.3,
            VoltageDecayMvPerCycle = new SlopeEstimate(0.5, 0.4, 0.6, 10),
            UncorrectedVoltageDecayMvPerCycle = null,
            ResistanceOhm = 12,
            PressureMpa = 50,
            CoulombicEfficiencyPerCycle = new SlopeEstimate(-1e-5, -2e-5, 0, 10),
            PolarisationMvPerCycle = null,
            ResistanceOhmPerCycle = new SlopeEstimate(0.1, 0, 0.2, 10),
            PressureMpaPerCycle = new SlopeEstimate(0.01, 0, 0.02, 10),
            ChargePeaks = [],
            DischargePeaks = [],
        },
        SlippageAh: 0.01,
        EquivalentFullCycles: number))];

    private static HalfCycle Half(int index, Direction direction, double ah, double meanV) => new()
    {
        Index = index,
        Direction = direction,
        FirstRow = index * 3600,
        LastRow = (index * 3600) + 3599,
        StartS = index * 3600,
        EndS = (index * 3600) + 3599,
        Ah = ah,
        Wh = ah * meanV,
        AhLow = ah,
        AhHigh = ah,
        MaxVoltageV = 4.2,
        MinVoltageV = 2.5,
        MeanCurrentA = 0.1,
        ConstantVoltage = false,
        Partial = false,
        Provisional = false,
        Flags = QualityFlags.None,
    };
}
