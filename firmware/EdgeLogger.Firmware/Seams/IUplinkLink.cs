namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to one MQTT connection at a time. It never reconnects by itself: when and how often is the uplink's business. The device
/// binds it to nanoFramework.M2Mqtt, the bench to the gateway's MQTT client. All calls come from the core's thread and none
/// may block for longer than a socket write; whatever arrives waits inside until it is fetched.
/// </summary>
public interface IUplinkLink
{
    /// <summary>Where the connection stands.</summary>
    LinkState State { get; }

    /// <summary>Why the last connection was refused or lost, for the board's own log; empty if it was not.</summary>
    string LastError { get; }

    /// <summary>Starts to connect and to subscribe to the topics to this board. Returns at once.</summary>
    /// <param name="will">The last will, retained on the state topic; not changed afterwards.</param>
    void BeginConnect(byte[] will);

    /// <summary>
    /// Hands a message to the connection at QoS 1. False if it is not up or its queue is full: try again later.
    /// </summary>
    bool TryPublish(string topic, byte[] payload, int length, bool retain);

    /// <summary>Fetches the next message for this board; false if there is none.</summary>
    bool TryReceive(InboundMessage into);

    /// <summary>Ends the connection, cleanly where possible.</summary>
    void Close();
}

/// <summary>The state of an <see cref="IUplinkLink"/>.</summary>
public enum LinkState : byte
{
    /// <summary>Not connected, and not trying.</summary>
    Down = 0,

    /// <summary>Trying.</summary>
    Connecting,

    /// <summary>Connected and subscribed.</summary>
    Up,
}
