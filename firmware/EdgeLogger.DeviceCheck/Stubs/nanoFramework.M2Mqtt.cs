using System.Collections;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

public enum MqttSslProtocols
{
    None = 0,
    TLSv1_2 = 4,
}

public class MqttSettings
{
    public extern int InflightQueueSize { get; set; }
}

public interface IMqttClient
{
    delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

    delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);
}

public class MqttClient : IMqttClient
{
    public extern MqttClient(
        string brokerHostName,
        int brokerPort,
        bool secure,
        X509Certificate? caCert,
        X509Certificate? clientCert,
        MqttSslProtocols sslProtocol);

    public extern event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

    public extern event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

    public extern event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

    public extern bool IsConnected { get; }

    public extern MqttSettings Settings { get; }

    public extern MqttReasonCode Connect(
        string clientId,
        string username,
        string password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string willTopic,
        string willMessage,
        bool cleanSession,
        ushort keepAlivePeriod);

    public extern void Disconnect();

    public extern void Close();

    public extern ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels);

    public extern ushort Publish(
        string topic,
        byte[] message,
        string contentType,
        ArrayList userProperties,
        MqttQoSLevel qosLevel,
        bool retain);
}
