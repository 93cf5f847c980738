using System;

namespace nanoFramework.M2Mqtt.Messages;

public enum MqttQoSLevel
{
    AtLeastOnce = 1,
}

public enum MqttReasonCode
{
    Success = 0,
}

public class MqttMsgPublishEventArgs : EventArgs
{
    public extern string Topic { get; }

    public extern byte[] Message { get; }

    public extern bool Retain { get; }
}

public class MqttMsgPublishedEventArgs : EventArgs
{
}

public class MqttMsgSubscribedEventArgs : EventArgs
{
}
