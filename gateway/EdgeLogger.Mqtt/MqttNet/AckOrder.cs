using System;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// The QoS 1 messages received and not yet acknowledged. The receiver may be done with them in any order; MQTT 5 wants the
/// PUBACKs in the order in which the messages came (section 4.6), so one that is done waits for those before it. Not thread-safe:
/// the outbox locks.
/// </summary>
internal sealed class AckOrder
{
    // mosquitto 2.0.11 exceeds a receive maximum as soon as messages queue up for us. That is borne while it does not cost much
    // memory.
    private const long BorneBytes = 64L << 20;

    private readonly int _receiveMaximum;
    private ushort[] _ids = [];
    private int[] _sizes = [];
    private bool[] _done = [];
    private int _head;
    private int _count;
    private int _expected;
    private long _bytes;

    public AckOrder(int receiveMaximum) => _receiveMaximum = receiveMaximum;

    /// <summary>Whether the oldest message is done.</summary>
    public bool AnyDue => _count > 0 && _done[_head];

    /// <summary>Notes a message that arrived.</summary>
    /// <returns>False where the broker sent far more than the receive maximum.</returns>
    public bool TryAdd(ushort packetId, int size)
    {
        if (_count == ushort.MaxValue || (_count >= _receiveMaximum && _bytes + size > BorneBytes))
        {
            return false;
        }

        if (_count == _ids.Length)
        {
            Grow();
        }

        int slot = Slot(_count);
        _ids[slot] = packetId;
        _sizes[slot] = size;
        _done[slot] = false;
        _bytes += size;
        _count++;
        return true;
    }

    /// <summary>Notes that the receiver is done with a message.</summary>
    public void Mark(ushort packetId)
    {
        // Nearly always the one after the last; else a search, which is vectorised and bounded by the receive maximum.
        if (_expected < _count && _ids[Slot(_expected)] == packetId)
        {
            _done[Slot(_expected++)] = true;
            return;
        }

        int toEnd = Math.Min(_count, _ids.Length - _head);
        int found = Array.IndexOf(_ids, packetId, _head, toEnd);
        if (found < 0)
        {
            found = Array.IndexOf(_ids, packetId, 0, _count - toEnd);
        }

        if (found >= 0)
        {
            _done[found] = true;
            _expected = ((found - _head) & (_ids.Length - 1)) + 1;
        }
    }

    /// <summary>Takes the oldest message if it is done.</summary>
    public bool TryTakeDue(out ushort packetId)
    {
        if (!AnyDue)
        {
            packetId = 0;
            return false;
        }

        packetId = _ids[_head];
        _bytes -= _sizes[_head];
        _head = Slot(1);
        _count--;
        _expected = Math.Max(0, _expected - 1);
        return true;
    }

    private int Slot(int offset) => (_head + offset) & (_ids.Length - 1);

    private void Grow()
    {
        int capacity = Math.Max(16, _ids.Length * 2);
        var ids = new ushort[capacity];
        var sizes = new int[capacity];
        var done = new bool[capacity];
        for (int i = 0; i < _count; i++)
        {
            ids[i] = _ids[Slot(i)];
            sizes[i] = _sizes[Slot(i)];
            done[i] = _done[Slot(i)];
        }

        _ids = ids;
        _sizes = sizes;
        _done = done;
        _head = 0;
    }
}
