using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>Makes points of a titration from the steps of a record: rest, current, rest.</summary>
public sealed class GittAnalyser
{
    private Step? _rest;
    private Step? _pulse;

    /// <param name="step">The next step of the record.</param>
    /// <param name="point">The pulse that this step, a rest, completes.</param>
    public bool Add(Step step, out GittPoint point)
    {
        ArgumentNullException.ThrowIfNull(step);
        point = default;
        if (step.Kind is StepKind.Pulse or StepKind.ConstantCurrent)
        {
            _pulse = _rest is not null && _pulse is null ? step : null;
            return false;
        }

        bool found = step.Kind == StepKind.Rest && _rest is not null && _pulse is not null && _pulse.EndV != _pulse.StartV;
        if (found)
        {
            point = new GittPoint(
                _pulse!.StartS, _pulse.DurationS, _pulse.Ah, step.EndV, step.EndV - _rest!.EndV, _pulse.EndV - _pulse.StartV);
        }

        _rest = step.Kind == StepKind.Rest ? step : null;
        _pulse = null;
        return found;
    }
}
