using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// The little that a board remembers over a reset. Layout: magic, number, good, trial, refused CRC, outcome version, trial boots,
/// crashes, safe mode, outcome, restart expected, unheard restarts, 2 bytes of 0, starts, command number, CRC-32. A record of
/// earlier firmware, "ELM1", has its CRC-32 in place of starts and ends there.
/// </summary>
public sealed class BoardMemory
{
    internal const int Length = 48;
    internal const int EarlierLength = 36;

    private const uint Magic = 0x324D4C45; // "ELM2"
    private const uint EarlierMagic = 0x314D4C45; // "ELM1"
    private const int CrcLength = 4;
    private const int CrcAt = Length - CrcLength;

    /// <summary>Counts the records ever written, from 1.</summary>
    internal uint Number;

    /// <summary>The copy that runs permanently, by its sequence number; 0: none.</summary>
    public uint Good;

    /// <summary>The copy that is being tried; 0: none.</summary>
    public uint Trial;

    /// <summary>CRC-32 of the document that was rolled back, so that it is not tried again; 0: none.</summary>
    public uint RolledBackCrc;

    /// <summary>The version that <see cref="Outcome"/> is about.</summary>
    public int OutcomeVersion;

    /// <summary>Starts since the trial began.</summary>
    public int TrialBoots;

    /// <summary>Crashes, one soon after the other.</summary>
    public int Crashes;

    /// <summary>Whether the board runs with defaults.</summary>
    public bool IsSafeMode;

    public ConfigOutcome Outcome;

    /// <summary>Whether the program itself is about to restart the board.</summary>
    public bool IsRestartExpected;

    /// <summary>Restarts since nobody acknowledged anything for hours; 255: or more.</summary>
    public int UnheardRestarts;

    /// <summary>Starts of the board.</summary>
    public uint Starts;

    /// <summary>The number of the signed command taken last; 0: none was.</summary>
    public long CommandNumber;

    /// <summary>Whether a record, or what is left of one, has the layout of earlier firmware.</summary>
    internal static bool IsEarlier(byte[] buffer) => LittleEndian.ReadUInt32(buffer, 0) == EarlierMagic;

    internal void Write(byte[] buffer)
    {
        LittleEndian.WriteUInt32(buffer, 0, Magic);
        LittleEndian.WriteUInt32(buffer, 4, Number);
        LittleEndian.WriteUInt32(buffer, 8, Good);
        LittleEndian.WriteUInt32(buffer, 12, Trial);
        LittleEndian.WriteUInt32(buffer, 16, RolledBackCrc);
        LittleEndian.WriteUInt32(buffer, 20, (uint)OutcomeVersion);
        buffer[24] = (byte)TrialBoots;
        buffer[25] = (byte)Crashes;
        buffer[26] = (byte)(IsSafeMode ? 1 : 0);
        buffer[27] = (byte)Outcome;
        buffer[28] = (byte)(IsRestartExpected ? 1 : 0);
        buffer[29] = (byte)UnheardRestarts;
        buffer[30] = 0;
        buffer[31] = 0;
        LittleEndian.WriteUInt32(buffer, 32, Starts);
        LittleEndian.WriteInt64(buffer, 36, CommandNumber);
        LittleEndian.WriteUInt32(buffer, CrcAt, Crc32.Compute(buffer, 0, CrcAt));
    }

    internal bool TryRead(byte[] buffer)
    {
        bool isEarlier = IsEarlier(buffer);
        int crcAt = isEarlier ? EarlierLength - CrcLength : CrcAt;
        if ((!isEarlier && LittleEndian.ReadUInt32(buffer, 0) != Magic)
            || LittleEndian.ReadUInt32(buffer, crcAt) != Crc32.Compute(buffer, 0, crcAt))
        {
            return false;
        }

        Number = LittleEndian.ReadUInt32(buffer, 4);
        Good = LittleEndian.ReadUInt32(buffer, 8);
        Trial = LittleEndian.ReadUInt32(buffer, 12);
        RolledBackCrc = LittleEndian.ReadUInt32(buffer, 16);
        OutcomeVersion = (int)LittleEndian.ReadUInt32(buffer, 20);
        TrialBoots = buffer[24];
        Crashes = buffer[25];
        IsSafeMode = buffer[26] != 0;
        Outcome = (ConfigOutcome)buffer[27];
        IsRestartExpected = buffer[28] != 0;
        UnheardRestarts = buffer[29];
        Starts = isEarlier ? 0 : LittleEndian.ReadUInt32(buffer, 32);
        CommandNumber = isEarlier ? 0 : LittleEndian.ReadInt64(buffer, 36);
        return true;
    }
}
