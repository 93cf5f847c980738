using System.Collections.Generic;
using System.Globalization;
using EdgeLogger.Cycles;

namespace EdgeLogger.Alerts;

/// <summary>
/// Capacity retention of one cell against the first complete cycle of the same protocol signature after formation. Cycles of
/// another signature are not compared: a rate test is no fade, and its end no recovery. Partial cycles are left out.
/// </summary>
public sealed class RetentionRule
{
    /// <summary>The rule's name in alerts.</summary>
    public const string Name = "capacity-retention";

    private readonly RetentionRuleOptions _options;
    private readonly Dictionary<string, double> _referenceAh = [];
    private int _agreeing;
    private bool _firing;

    public RetentionRule(RetentionRuleOptions options) => _options = options;

    /// <summary>Takes the cell's next cycle; an alert if the rule fires or clears with it, else null.</summary>
    /// <param name="cell">The cell's name.</param>
    /// <param name="cycle">The cycle.</param>
    public Alert? Apply(string cell, Cycle cycle)
    {
        if (cycle.Partial || cycle.Discharge is not { Ah: > 0 } discharge || cycle.Number <= _options.FormationCycles)
        {
            return null;
        }

        if (_referenceAh.TryAdd(cycle.Signature, discharge.Ah))
        {
            return null;
        }

        double retention = discharge.Ah / _referenceAh[cycle.Signature];
        bool turns = _firing ? retention > _options.ClearAbove : retention < _options.FireBelow;
        _agreeing = turns ? _agreeing + 1 : 0;
        if (_agreeing < _options.CyclesInARow)
        {
            return null;
        }

        _agreeing = 0;
        _firing = !_firing;
        return new Alert(cell, Name, cycle.Number, _firing, Text(cycle, discharge.Ah, retention));
    }

    private string Text(Cycle cycle, double ah, double retention) => string.Create(CultureInfo.InvariantCulture,
        $"discharge capacity {(_firing ? "fell to" : "is back at")} {retention:P1} of its reference ({ah * 1000:F4} of {_referenceAh[cycle.Signature] * 1000:F4} mAh, {_options.CyclesInARow} cycles in a row, signature {cycle.Signature})");
}
