using System;
using System.Collections;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Topics;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeLogger.Device.Board;

/// <summary>
/// One connection to the broker, from the attempt to its end. Everything here may block but <see cref="TryPublish"/>.
/// </summary>
internal sealed class MqttConnection
{
    private const int MostUnderWay = 16;
    private const int MostComing = 48;
    private const ushort KeepAliveS = 30;

    private readonly BoardSettings _settings;
    private readonly BoardTopics _topics;
    private readonly InboundQueue _inbound;
    private readonly byte[] _will;
    private readonly ArrayList _noProperties = new ArrayList();
    private MqttClient? _client;
    private bool _subscribed;
    private int _underWay;

    public MqttConnection(BoardSettings settings, BoardTopics topics, InboundQueue inbound, byte[] will)
    {
        _settings = settings;
        _topics = topics;
        _inbound = inbound;
        _will = will;
    }

    /// <summary>Whether the broker takes messages, and sends the board's.</summary>
    public bool IsUp => _subscribed && IsOpen;

    /// <summary>Whether there is a connection at all.</summary>
    public bool IsOpen => _client != null && _client.IsConnected;

    /// <summary>Connects and subscribes.</summary>
    /// <exception cref="Exception">Whatever the library throws, or that the broker has refused.</exception>
    public void Open()
    {
        if (_settings.UseTls && !DeviceClock.IsUtcKnown)
        {
            throw new InvalidOperationException("TLS waits for the time: a certificate cannot be checked without it");
        }

        MqttClient client = new MqttClient(_settings.BrokerHost, _settings.BrokerPort, _settings.UseTls, Authority(), Identity(),
            _settings.UseTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
        _client = client;

        // Its own queue has no end: the frames that wait are in the ring, and only a few are handed on at a time. The limit
        // counts what comes in too, and what is beyond it is dropped without an answer: room for acknowledgements and commands.
        client.Settings.InflightQueueSize = MostUnderWay + MostComing;
        client.MqttMsgPublishReceived += OnReceived;
        client.MqttMsgPublished += OnPublished;
        client.MqttMsgSubscribed += OnSubscribed;
        MqttReasonCode answer = client.Connect(
            _settings.BoardId, _settings.BoardId, _settings.Password, true, MqttQoSLevel.AtLeastOnce, true,
            _topics.State, Encoding.UTF8.GetString(_will, 0, _will.Length), true, KeepAliveS);
        if (answer != MqttReasonCode.Success)
        {
            throw new InvalidOperationException("the broker refused the board, reason " + ((int)answer).ToString()
                + ": check board id and password");
        }

        client.Subscribe(
            new string[] { _topics.Ack, _topics.Command, _topics.Config },
            new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce });
    }

    /// <summary>Hands a message on at QoS 1; false if there are enough under way.</summary>
    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        MqttClient? client = _client;
        if (client == null || !IsUp || _underWay >= MostUnderWay)
        {
            return false;
        }

        // The library keeps the array until the broker has answered, and sends all of it.
        byte[] message = new byte[length];
        Array.Copy(payload, 0, message, 0, length);
        Interlocked.Increment(ref _underWay);
        try
        {
            client.Publish(topic, message, "", _noProperties, MqttQoSLevel.AtLeastOnce, retain);
            return true;
        }
        catch (Exception)
        {
            Interlocked.Decrement(ref _underWay);
            return false;
        }
    }

    /// <summary>Ends it, with a farewell if there is still somebody to take it. Takes some seconds.</summary>
    public void Close()
    {
        _subscribed = false;
        MqttClient? client = _client;
        _client = null;
        if (client == null)
        {
            return;
        }

        client.MqttMsgPublishReceived -= OnReceived;
        client.MqttMsgPublished -= OnPublished;
        client.MqttMsgSubscribed -= OnSubscribed;
        try
        {
            if (client.IsConnected)
            {
                client.Disconnect();
            }
        }
        catch (Exception)
        {
            // Nobody was there any more.
        }

        client.Close();
    }

    private void OnReceived(object sender, MqttMsgPublishEventArgs message) => _inbound.Add(message);

    private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs granted) => _subscribed = true;

    // Also without an answer after three tries: the message is gone then, and the ring sends the frame again.
    private void OnPublished(object sender, MqttMsgPublishedEventArgs message) => Interlocked.Decrement(ref _underWay);

    private X509Certificate? Authority() => _settings.BrokerCa.Length > 0 ? new X509Certificate(_settings.BrokerCa) : null;

    private X509Certificate? Identity() =>
        _settings.ClientCertificate.Length > 0
        ? new X509Certificate2(_settings.ClientCertificate, _settings.ClientKey, "")
        : null;
}
