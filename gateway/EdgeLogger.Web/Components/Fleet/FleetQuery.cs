using System.Collections.Generic;
using EdgeLogger.Web.Live;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components.Fleet;

/// <summary>
/// What of the fleet is shown, and how: all of it stands in the address, so that a view can be kept and sent on.
/// </summary>
/// <param name="Text">Only cells whose name, slot or cohort contains this; empty: all.</param>
/// <param name="State">Only cells that do this; null: all.</param>
/// <param name="WithAlerts">Only cells with an open alert.</param>
/// <param name="Sort">The order.</param>
/// <param name="Descending">The order turned round.</param>
/// <param name="Group">What is shown together.</param>
/// <param name="IsTable">A table, not tiles.</param>
public sealed record FleetQuery(
    string Text = "", CellState? State = null, bool WithAlerts = false, FleetSort Sort = FleetSort.Name, bool Descending = false,
    FleetGrouping Group = FleetGrouping.None, bool IsTable = false)
{
    private const string AlertFilter = "alert";

    /// <summary>Reads an address; a word that is none is left out.</summary>
    public static FleetQuery Read(string? text, string? show, string? sort, string? group, string? view)
    {
        bool descending = sort?.StartsWith('-') == true;
        return new FleetQuery(
            text ?? "", ChoiceWord.Read<CellState>(show), show == AlertFilter, ChoiceWord.Read<FleetSort>(sort?.TrimStart('-'))
            ?? FleetSort.Name, descending,
            ChoiceWord.Read<FleetGrouping>(group) ?? FleetGrouping.None, view == "table");
    }

    /// <summary>The address of the view.</summary>
    public string Address(NavigationManager navigation) =>
        navigation.GetUriWithQueryParameters("/", new Dictionary<string, object?>
        {
            ["q"] = Text.Length > 0 ? Text : null,
            ["show"] = WithAlerts ? AlertFilter : State?.ToString().ToLowerInvariant(),
            ["sort"] = Sort == FleetSort.Name && !Descending
                ? null
                : (Descending ? "-" : "") + Sort.ToString().ToLowerInvariant(),
            ["group"] = Group == FleetGrouping.None ? null : Group.ToString().ToLowerInvariant(),
            ["view"] = IsTable ? "table" : null,
        });
}

/// <summary>What cells shown together have in common.</summary>
public enum FleetGrouping
{
    None,
    Cohort,
    Board,

    /// <summary>The slot on the board, which is where a fixture is wired to.</summary>
    Slot,
    State,
}

/// <summary>By what the fleet is put in order.</summary>
public enum FleetSort
{
    /// <summary>Board and slot.</summary>
    Name,

    /// <summary>What needs a person first: alerts, silence, faults.</summary>
    Attention,

    Voltage,
    Current,
    Temperature,
    Pressure,
    Rate,
    Step,
    Cycle,
    Capacity,
    Retention,
    Age,
}
