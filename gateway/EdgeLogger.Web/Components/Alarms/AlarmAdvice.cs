using System.Collections.Frozen;
using System.Collections.Generic;

namespace EdgeLogger.Web.Components.Alarms;

/// <summary>What a person who is called by an alarm does first, for each kind of detector.</summary>
public static class AlarmAdvice
{
    private const string Trend = "Look at the cell's curves over its cycles beside its siblings'. If it is real, note it in the "
        + "cell's record; the test may go on unless safety or the plan says otherwise.";
    private const string Pressure = "Read the fixture's own gauge. If the stack has lost pressure, retighten it or pause the "
        + "test; if only the reading has moved, check the load cell and its tare.";
    private const string Resistance = "Check contacts and stack pressure first: they are the commonest cause. Then look at the "
        + "voltage after a step of the current on the cell's view.";
    private const string Reading = "Do not trust this channel's readings until it is repaired. Check its cable and connector, "
        + "then the range that the channel is configured for; the board may need a restart.";

    private static readonly FrozenDictionary<string, string> ByKind = new Dictionary<string, string>
    {
        ["capacity-retention"] = "Decide whether the test has reached its end. " + Trend,
        ["fade-rate"] = Trend,
        ["capacity-knee"] = Trend,
        ["capacity-fade"] = Trend,
        ["cohort-fade"] = "Compare the cell with its cohort: pressure, temperature and contact first, then the cell itself.",
        ["voltage-decay"] = Trend,
        ["efficiency-drop"] = "A side reaction, a soft short or a leak of current. Look at the rest voltage after charge, and "
            + "keep the cell under watch while it charges.",
        ["efficiency-above-one"] = "No cell gives more than it got: check the calibration and the zero of the current channel, "
            + "and that charge and discharge use the same range.",
        ["polarisation-growth"] = Resistance,
        ["resistance-growth"] = Resistance,
        ["rest-voltage-loss"] = "The cell discharges itself. Suspect a soft short: do not leave it charging unattended.",
        ["pressure-loss"] = Pressure,
        ["breathing-growth"] = Pressure,
        ["breathing-loss"] = Pressure,
        ["sensor-stuck"] = Reading,
        ["converter-saturated"] = Reading,
        ["sensor-fault"] = Reading,
        ["current-reversed"] = "The sign of current or voltage is wrong: check how the shunt and the sense wires are connected, "
            + "and the channel's polarity in the board's configuration.",
        ["cell-open"] = "Contact to the cell is lost. Stop the cycler's step if it still drives the cell, then "
            + "check the fixture's contacts.",
        ["cell-shorted"] = "The cell has no voltage. Stop the test, check its temperature from a distance, and let it rest "
            + "before anybody touches the fixture.",
        ["voltage-limits"] = "Stop the cycler's step if it has not stopped by itself, and compare its "
            + "limits with those of this rule.",
        ["temperature-limits"] =
            "Stop charging the cell. Check the chamber and the neighbouring fixtures before opening anything.",
        ["pressure-limits"] = "Pause the test. " + Pressure,
        ["charge-dips"] = "The voltage falls while the cell charges: a sign of dendrites and soft shorts. Stop charging, and "
            + "keep an eye on its temperature.",
        ["test-stopped"] = "Look at the cycler: it has ended, paused or lost its program. If the stop is meant, "
            + "acknowledge and silence this cell.",
        ["another-cell"] = "If another cell was put into the slot, start its test from then on: what was recorded since becomes "
            + "that test's. If it is the same cell, acknowledge this.",
        ["board-silent"] = "Check the board's power and its network, then the broker. The board keeps its record in flash for "
            + "the hours shown on the boards' view; nothing is lost until these are over.",
        ["backlog-growing"] = "The network to the board is too slow or breaks. Nothing is lost until its flash is full: compare "
            + "the backlog with its hours on the boards' view.",
        ["clock-bad"] = "The board does not reach a time server. Capacities are not touched by this; dates of its rows "
            + "are uncertain until it does.",
        ["data-lost"] = "The range is gone. Find out why the board could not send in time, and fix that before the next gap; "
            + "charge is still summed across it.",
        ["damaged-frame"] = "The gateway's disk changes what is written. Make a backup now, run `edgelogger "
            + "doctor`, and replace the disk.",
    }.ToFrozenDictionary();

    /// <summary>What to do; for a kind that is not known, where to look.</summary>
    public static string Of(string kind) => ByKind.GetValueOrDefault(kind, "Look at the subject's own view.");

    /// <summary>Whether there is advice for a kind.</summary>
    public static bool Knows(string kind) => ByKind.ContainsKey(kind);
}
