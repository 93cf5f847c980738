using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// The configuration in flash: two copies, of which one runs and the other is written, and the journal that says which is which.
/// The copy that runs is never touched; a change is one record of the journal. Layout of a copy: magic, sequence, length, CRC-32
/// of these and of the document, document. Not safe for two threads.
/// </summary>
public sealed class ConfigStore
{
    /// <summary>Segments that it needs: two copies and two of the journal.</summary>
    public const int Segments = 4;

    /// <summary>The shortest segment that a copy fits into.</summary>
    public const int LeastSegmentLength = 8192;

    private const uint Magic = 0x31434C45; // "ELC1"
    private const int HeaderLength = 16;
    private const int CrcAt = 12;

    private readonly IFlash _flash;
    private readonly MemoryJournal _journal;
    private readonly uint[] _sequences = new uint[2];
    private readonly byte[] _buffer = new byte[HeaderLength + BoardDocument.MaxLength];

    /// <param name="flash">Four segments of 8,192 bytes at least, for this alone.</param>
    public ConfigStore(IFlash flash)
    {
        _flash = flash;
        _journal = new MemoryJournal(flash, 2);
    }

    /// <summary>What the board remembers; to be changed and then saved.</summary>
    public BoardMemory Memory => _journal.State;

    /// <summary>
    /// Bytes of the document that <see cref="TryLoad"/> found, from <see cref="DocumentAt"/> of <see cref="Buffer"/> on.
    /// </summary>
    public int DocumentLength { get; private set; }

    /// <summary>A buffer that the next call uses again.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Where the document begins in <see cref="Buffer"/>.</summary>
    public static int DocumentAt => HeaderLength;

    /// <summary>Looks for what the flash holds; false if it cannot be read.</summary>
    public bool Mount()
    {
        for (int copy = 0; copy < 2; copy++)
        {
            _sequences[copy] = 0;
            if (!ReadCopy(copy, out bool isWhole))
            {
                return false;
            }

            if (isWhole)
            {
                _sequences[copy] = LittleEndian.ReadUInt32(_buffer, 4);
            }
        }

        if (!_journal.Mount())
        {
            return false;
        }

        if (!_journal.IsFound)
        {
            // Both of its segments are gone, or nothing was ever stored.
            Memory.Good = _sequences[0] > _sequences[1] ? _sequences[0] : _sequences[1];
        }

        return true;
    }

    /// <summary>Reads the copy with this number into <see cref="Buffer"/>; false if there is none or it has gone bad.</summary>
    public bool TryLoad(uint sequence)
    {
        int copy = CopyOf(sequence);
        return copy >= 0 && ReadCopy(copy, out bool isWhole) && isWhole;
    }

    /// <summary>Writes a document as the copy that does not run. Returns its number; 0 if the medium refuses it.</summary>
    public uint Write(byte[] document, int length)
    {
        int running = CopyOf(Memory.Good);
        int copy = running == 0 ? 1 : 0;
        uint sequence = (_sequences[0] > _sequences[1] ? _sequences[0] : _sequences[1]) + 1;
        LittleEndian.WriteUInt32(_buffer, 0, Magic);
        LittleEndian.WriteUInt32(_buffer, 4, sequence);
        LittleEndian.WriteUInt32(_buffer, 8, (uint)length);
        System.Array.Copy(document, 0, _buffer, HeaderLength, length);
        LittleEndian.WriteUInt32(_buffer, CrcAt, CrcOf(length));
        _sequences[copy] = 0;
        if (!_flash.Erase(copy) || !_flash.Write(copy, 0, _buffer, 0, HeaderLength + length))
        {
            return 0;
        }

        _sequences[copy] = sequence;
        return sequence;
    }

    /// <summary>Writes <see cref="Memory"/> as it is now; false if the medium refuses it.</summary>
    public bool Save() => _journal.Save();

    private int CopyOf(uint sequence) => sequence == 0 ? -1 : _sequences[0] == sequence ? 0 : _sequences[1] == sequence ? 1 : -1;

    // False on a fault of the medium.
    private bool ReadCopy(int copy, out bool isWhole)
    {
        isWhole = false;
        if (!_flash.Read(copy, 0, _buffer, 0, HeaderLength))
        {
            return false;
        }

        uint length = LittleEndian.ReadUInt32(_buffer, 8);
        if (LittleEndian.ReadUInt32(_buffer, 0) != Magic || length > BoardDocument.MaxLength)
        {
            return true;
        }

        if (!_flash.Read(copy, HeaderLength, _buffer, HeaderLength, (int)(long)length))
        {
            return false;
        }

        isWhole = LittleEndian.ReadUInt32(_buffer, CrcAt) == CrcOf((int)(long)length);
        DocumentLength = (int)length;
        return true;
    }

    // The CRC of header and document: its own four bytes stand between, and count as 0.
    private uint CrcOf(int length)
    {
        uint kept = LittleEndian.ReadUInt32(_buffer, CrcAt);
        LittleEndian.WriteUInt32(_buffer, CrcAt, 0);
        uint crc = Crc32.Compute(_buffer, 0, HeaderLength + length);
        LittleEndian.WriteUInt32(_buffer, CrcAt, kept);
        return crc;
    }
}
