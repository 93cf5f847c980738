namespace EdgeLogger.Mqtt;

/// <summary>
/// MQTT 5 reason codes (section 2.4 of the standard) and what they mean in plain words; 3.1.1 has its few answers put into them.
/// </summary>
internal static class MqttReason
{
    public const byte Success = 0x00;
    public const byte FirstError = 0x80;
    public const byte MalformedPacket = 0x81;
    public const byte ProtocolError = 0x82;
    public const byte UnsupportedProtocolVersion = 0x84;
    public const byte ClientIdNotValid = 0x85;
    public const byte BadUserNameOrPassword = 0x86;
    public const byte NotAuthorized = 0x87;
    public const byte ServerUnavailable = 0x88;
    public const byte ReceiveMaximumExceeded = 0x93;
    public const byte TopicAliasInvalid = 0x94;
    public const byte PacketTooLarge = 0x95;
    public const byte RetainNotSupported = 0x9A;
    public const byte QosNotSupported = 0x9B;

    /// <summary>What the code says, for a sentence that ends in ": ...".</summary>
    public static string Words(byte code) => code switch
    {
        0x00 => "normal",
        0x80 => "unspecified error",
        MalformedPacket => "malformed packet",
        ProtocolError => "protocol error",
        0x83 => "refused by the broker's own rules",
        UnsupportedProtocolVersion => "protocol version not supported",
        ClientIdNotValid => "client id not allowed",
        BadUserNameOrPassword => "bad user name or password",
        NotAuthorized => "not authorized",
        ServerUnavailable => "server unavailable",
        0x89 => "server busy",
        0x8A => "banned",
        0x8B => "server shutting down",
        0x8D => "it heard nothing from us within the keep-alive time",
        0x8E => "another client took over this client id",
        0x8F => "topic filter invalid",
        0x90 => "topic name invalid",
        ReceiveMaximumExceeded => "more messages under way than allowed",
        TopicAliasInvalid => "topic alias invalid",
        PacketTooLarge => "packet too large",
        0x96 => "message rate too high",
        0x97 => "quota exceeded",
        0x98 => "ended by an administrator",
        RetainNotSupported => "retained messages not supported",
        QosNotSupported => "QoS 1 not supported",
        0x9C or 0x9D => "use another server",
        0x9F => "connection rate exceeded",
        _ => "reason 0x" + code.ToString("X2", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// The reason of a CONNACK return code at 3.1.1 (section 3.2.2.3 of that standard); null where it knows none such.
    /// </summary>
    public static byte? OfReturnCode(byte code) => code switch
    {
        0 => Success,
        1 => UnsupportedProtocolVersion,
        2 => ClientIdNotValid,
        3 => ServerUnavailable,
        4 => BadUserNameOrPassword,
        5 => NotAuthorized,
        _ => null,
    };

    /// <summary>A refused CONNECT, in a sentence that names broker and user.</summary>
    public static MqttRefusedException Login(MqttLinkOptions options, byte code, string? explanation)
    {
        string who = options.Username is { } user ? $"user '{user}'" : $"client '{options.ClientId}' (no user name given)";
        string why = code switch
        {
            // mosquitto answers a wrong password so.
            NotAuthorized => "not authorized (wrong user name or password, or not allowed to connect)",
            UnsupportedProtocolVersion => $"it does not speak {options.ProtocolName}",
            _ => Words(code, explanation),
        };
        return new MqttRefusedException($"the broker at {options.Host}:{options.Port} refused {who}: {why}", code);
    }

    /// <summary>The words, and the broker's own explanation where it gave one.</summary>
    public static string Words(byte code, string? explanation) =>
        string.IsNullOrEmpty(explanation) ? Words(code) : Words(code) + " (" + LogText.Clean(explanation) + ")";
}
