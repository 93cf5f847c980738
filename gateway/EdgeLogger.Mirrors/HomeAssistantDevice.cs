using System.Collections.Generic;
using System.Text.Json;

namespace EdgeLogger.Mirrors;

/// <summary>
/// What Home Assistant needs to find a device: a slot, which shows whatever cell is in it, or a test, whose history is of one
/// cell.
/// </summary>
/// <param name="Id">What distinguishes it for ever.</param>
/// <param name="Name">Its name for a person.</param>
/// <param name="StateTopic">Where its JSON is.</param>
/// <param name="AvailabilityTopic">Where it is said whether the gateway is there.</param>
/// <param name="ShowsCell">It has the name of the cell as an entity too.</param>
internal sealed record HomeAssistantDevice(string Id, string Name, string StateTopic, string AvailabilityTopic, bool ShowsCell)
{
    private const string CellName = "cell";

    /// <summary>The topics of its documents.</summary>
    /// <param name="prefix">First part of the discovery topics.</param>
    public IEnumerable<string> Topics(string prefix)
    {
        foreach (MirroredQuantity quantity in CellDocument.Quantities)
        {
            yield return Topic(prefix, quantity.Name);
        }

        if (ShowsCell)
        {
            yield return Topic(prefix, CellName);
        }
    }

    /// <summary>Its documents, each with its topic.</summary>
    /// <param name="prefix">First part of the discovery topics.</param>
    public IEnumerable<(string Topic, byte[] Document)> Documents(string prefix)
    {
        foreach (MirroredQuantity quantity in CellDocument.Quantities)
        {
            Dictionary<string, object> document = Entity(quantity.Of.Title, quantity.Name);
            document["state_class"] = "measurement";
            if (quantity.Unit.Length > 0)
            {
                document["unit_of_measurement"] = quantity.Unit;
            }

            if (quantity.DeviceClass is { } deviceClass)
            {
                document["device_class"] = deviceClass;
            }

            yield return (Topic(prefix, quantity.Name), JsonSerializer.SerializeToUtf8Bytes(document));
        }

        if (ShowsCell)
        {
            yield return (Topic(prefix, CellName), JsonSerializer.SerializeToUtf8Bytes(Entity("Cell", CellName)));
        }
    }

    private string Topic(string prefix, string entity) => $"{prefix}/sensor/{Id}/{entity}/config";

    private Dictionary<string, object> Entity(string name, string member) => new()
    {
        ["name"] = name,
        ["unique_id"] = $"{Id}_{member}",
        ["state_topic"] = StateTopic,
        ["value_template"] = $"{{{{ value_json.{member} }}}}",
        ["availability_topic"] = AvailabilityTopic,
        ["device"] = new { identifiers = (string[])[Id], name = Name, manufacturer = "EdgeLogger" },
    };
}
