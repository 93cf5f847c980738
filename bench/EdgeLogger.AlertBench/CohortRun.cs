using System.Collections.Generic;
using System.Linq;
using EdgeLogger.AlertBench.Rules;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.AlertBench;

/// <summary>Simulated cells of one recipe side by side, under all rules with their defaults.</summary>
public static class CohortRun
{
    private static readonly Dictionary<string, double> Defaults = [];

    /// <summary>Runs the cells cycle by cycle.</summary>
    /// <param name="recipe">What they are made of.</param>
    /// <param name="faults">What goes wrong with each.</param>
    /// <param name="onset">Cycle in which it begins; healthy cells: beyond the end.</param>
    /// <param name="cycles">How long they are watched.</param>
    /// <param name="seed">Decides everything else.</param>
    public static IReadOnlyList<CellRun> Of(
        SimulatedRecipe recipe, IReadOnlyList<CellFault> faults, int onset, int cycles, ulong seed)
    {
        Member[] members = [.. faults.Select((fault, i) => new Member(recipe, fault, onset, cycles, seed + (ulong)i))];
        ICohortDetector[] cohort =
            [.. DetectorCatalogue.Cohorts.Select(kind => kind.Create(kind.Name, Subject.Cohort(recipe.Name), Defaults))];
        for (int number = 1; number <= cycles; number++)
        {
            foreach (Member member in members)
            {
                CycleObservation observation = member.Next();
                foreach (Verdict verdict in cohort.SelectMany(detector => detector.Take(observation)))
                {
                    members.First(other => other.Name == verdict.Subject.Name).Rules.Note(verdict);
                }
            }
        }

        return [.. members.Select(member => member.Result())];
    }

    private sealed class Member(SimulatedRecipe recipe, CellFault fault, int onset, int cycles, ulong seed)
    {
        private readonly LabRule[] _lab = LabRule.All();
        private readonly int?[] _labFound = new int?[LabRule.All().Length];
        private readonly int[] _labFalse = new int[LabRule.All().Length];
        private readonly IEnumerator<Cycle> _cycles = new CellSimulator(recipe, fault, onset, seed).Run(cycles).GetEnumerator();
        private readonly List<(int Number, double Ah)> _capacities = [];

        public string Name { get; } = $"cell-{seed}";

        public CellRules Rules { get; } = new($"cell-{seed}");

        public CycleObservation Next()
        {
            _cycles.MoveNext();
            Cycle cycle = _cycles.Current;
            Rules.Take(cycle);
            for (int i = 0; i < _lab.Length; i++)
            {
                bool fires = _lab[i].Take(cycle);
                _labFalse[i] += fires && cycle.Number < onset ? 1 : 0;
                _labFound[i] ??= fires && cycle.Number >= onset ? cycle.Number : null;
            }

            if (!cycle.Partial && cycle.Signature == CellSimulator.LongSignature)
            {
                _capacities.Add((cycle.Number, cycle.Discharge!.Ah));
            }

            return new CycleObservation(Name, recipe.Name, cycle);
        }

        public CellRun Result() => new(recipe.Name, fault, onset, cycles, Rules.Raised, _labFound, _labFalse, _capacities);
    }
}
