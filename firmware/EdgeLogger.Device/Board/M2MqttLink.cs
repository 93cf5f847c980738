using System;
using System.Threading;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Topics;

namespace EdgeLogger.Device.Board;

/// <summary>
/// The board's connection over nanoFramework's MQTT client. A thread of its own connects and closes, one connection after the
/// other: that takes up to half a minute, while the core only asks how it stands.
/// </summary>
public sealed class M2MqttLink : IUplinkLink
{
    private const int LookEveryMs = 500;

    private readonly BoardSettings _settings;
    private readonly BoardTopics _topics;
    private readonly InboundQueue _inbound = new InboundQueue();
    private readonly AutoResetEvent _bell = new AutoResetEvent(false);
    private readonly object _gate = new object();
    private MqttConnection? _connection;
    private byte[] _will = new byte[0];
    private int _wanted;
    private int _ended;
    private bool _isWanted;

    /// <summary>A connection that is down.</summary>
    public M2MqttLink(BoardSettings settings)
    {
        _settings = settings;
        _topics = new BoardTopics(settings.BoardId);
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public LinkState State
    {
        get
        {
            lock (_gate)
            {
                if (!_isWanted || _ended == _wanted)
                {
                    return LinkState.Down;
                }

                return _connection != null && _connection.IsUp ? LinkState.Up : LinkState.Connecting;
            }
        }
    }

    /// <inheritdoc/>
    public string LastError { get; private set; } = "";

    /// <inheritdoc/>
    public void BeginConnect(byte[] will)
    {
        lock (_gate)
        {
            _will = will;
            _wanted++;
            _isWanted = true;
        }

        _bell.Set();
    }

    /// <inheritdoc/>
    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        MqttConnection? connection = State == LinkState.Up ? _connection : null;
        return connection != null && connection.TryPublish(topic, payload, length, retain);
    }

    /// <inheritdoc/>
    public bool TryReceive(InboundMessage into) => State == LinkState.Up && _inbound.TryTake(into);

    /// <inheritdoc/>
    public void Close()
    {
        lock (_gate)
        {
            _isWanted = false;
        }

        _bell.Set();
    }

    private void Run()
    {
        while (true)
        {
            _bell.WaitOne(LookEveryMs, false);
            int number = _wanted;
            if (_isWanted && number != _ended)
            {
                try
                {
                    Serve(number);
                }
                catch (Exception fault)
                {
                    LastError = fault.Message;
                }

                End(number);
            }
        }
    }

    // One connection, until it is lost or another one is wanted.
    private void Serve(int number)
    {
        _inbound.Clear();
        MqttConnection connection = new MqttConnection(_settings, _topics, _inbound, _will);
        _connection = connection;
        connection.Open();
        while (connection.IsOpen && _isWanted && number == _wanted)
        {
            _bell.WaitOne(LookEveryMs, false);
        }

        LastError = connection.IsOpen ? "" : "the connection was lost";
    }

    private void End(int number)
    {
        MqttConnection? connection = _connection;
        lock (_gate)
        {
            _connection = null;
            _ended = number;
        }

        if (connection != null)
        {
            connection.Close();
        }
    }
}
