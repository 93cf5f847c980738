using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// Keeps <see cref="BoardMemory"/> in two segments: each change is a whole record behind the last one; the other segment is
/// erased when one is full, or holds records of earlier firmware. The newest whole record counts, so that a loss of power at any
/// write leaves the state before it or after it.
/// </summary>
internal sealed class MemoryJournal
{
    private readonly IFlash _flash;
    private readonly int _first;
    private readonly byte[] _record = new byte[BoardMemory.Length];
    private int _segment = -1;
    private int _used;

    /// <param name="flash">The settings' flash.</param>
    /// <param name="first">The first of the two segments.</param>
    public MemoryJournal(IFlash flash, int first)
    {
        _flash = flash;
        _first = first;
    }

    /// <summary>The newest record; all 0 if there is none.</summary>
    public BoardMemory State { get; } = new BoardMemory();

    /// <summary>Whether a record was found.</summary>
    public bool IsFound => _segment >= 0;

    /// <summary>Looks for the newest record; false if the flash cannot be read.</summary>
    public bool Mount()
    {
        BoardMemory found = new BoardMemory();
        for (int segment = _first; segment < _first + 2; segment++)
        {
            int used = 0;
            bool isNewest = false;
            if (!_flash.Read(segment, 0, _record, 0, BoardMemory.Length))
            {
                return false;
            }

            bool isEarlier = BoardMemory.IsEarlier(_record);
            int length = isEarlier ? BoardMemory.EarlierLength : BoardMemory.Length;
            for (int at = 0; at + length <= _flash.SegmentLength; at += length)
            {
                if (!_flash.Read(segment, at, _record, 0, length))
                {
                    return false;
                }

                if (!IsBlank(length))
                {
                    used = at + length;
                }

                if (found.TryRead(_record) && found.Number > State.Number)
                {
                    State.TryRead(_record);
                    isNewest = true;
                }
            }

            if (isNewest)
            {
                _segment = segment;
                _used = isEarlier ? _flash.SegmentLength : used;
            }
        }

        return true;
    }

    /// <summary>Writes the state as it is now; false if the medium refuses it.</summary>
    public bool Save()
    {
        State.Number++;
        State.Write(_record);
        if (_segment >= 0 && _used + BoardMemory.Length <= _flash.SegmentLength)
        {
            int at = _used;
            _used += BoardMemory.Length;
            if (_flash.Write(_segment, at, _record, 0, BoardMemory.Length))
            {
                return true;
            }
        }

        int other = _segment == _first ? _first + 1 : _first;
        if (!_flash.Erase(other) || !_flash.Write(other, 0, _record, 0, BoardMemory.Length))
        {
            return false;
        }

        _segment = other;
        _used = BoardMemory.Length;
        return true;
    }

    private bool IsBlank(int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (_record[i] != 0xFF)
            {
                return false;
            }
        }

        return true;
    }
}
