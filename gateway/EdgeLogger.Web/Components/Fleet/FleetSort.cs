namespace EdgeLogger.Web.Components.Fleet;

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
