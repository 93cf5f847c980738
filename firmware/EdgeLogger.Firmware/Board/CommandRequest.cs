using EdgeLogger.Firmware.Provisioning;

namespace EdgeLogger.Firmware.Board;

/// <summary>One command to the board: docs/specs/board-commands.md.</summary>
internal sealed class CommandRequest
{
    public const int LongestId = 40;

    // In ms it is 3,000 years: anyone who counts from the time of day stays far below.
    private const long MostNumber = 100_000_000_000_000;

    public string Id = "";

    public string Name = "";

    /// <summary>The number of a signed command; 0: not given.</summary>
    public long Number;

    /// <summary>A board's key; none: it gets none.</summary>
    public byte[]? Key;

    /// <summary>The slot's number; -1: not given.</summary>
    public int Slot = -1;

    /// <summary>The number of a channel; -1: not given.</summary>
    public int Channel = -1;

    /// <summary>How long; 0: not given.</summary>
    public int Seconds;

    public int ZeroCode;

    public int GainPpb;

    /// <summary>Day of a calibration.</summary>
    public string Day = "";

    /// <summary>Whether a burst begins now, and not at the next step of the current.</summary>
    public bool IsNow;

    /// <summary>Of a document that comes in parts: where this part begins, and all bytes of it.</summary>
    public int Offset;

    public int Length;

    /// <summary>The part itself.</summary>
    public string Text = "";

    /// <summary>CRC-32 of the whole document.</summary>
    public string Crc = "";

    /// <summary>Whether it came by the serial line.</summary>
    public bool IsSerial;

    /// <summary>Reads a command; empty, or what is wrong with it.</summary>
    public string Read(byte[] json, int offset, int length)
    {
        DocumentReader reader = new DocumentReader(json, offset, length, IsSerial);
        reader.Begin();
        while (reader.NextMember(out string name))
        {
            ReadMember(reader, name);
        }

        reader.End();
        if (Name.Length == 0)
        {
            reader.RefuseWhole("cmd: wanted the name of a command, it is missing");
        }

        return reader.Problem;
    }

    private void ReadMember(DocumentReader reader, string name)
    {
        switch (name)
        {
            case "v":
                reader.Integer(1, 1);
                break;
            case "id":
                Id = reader.Text(0, LongestId);
                break;
            case "n":
                Number = reader.Integer(1, MostNumber);
                break;
            case "key":
                Key = reader.Key();
                break;
            case "cmd":
                Name = reader.Text(1, 20);
                break;
            case "slot":
                Slot = (int)reader.Integer(0, BoardSettings.MaxSlots - 1);
                break;
            case "channel":
                Channel = ChannelNames.Find(reader.Text(1, 20));
                if (Channel < 0)
                {
                    reader.Refuse(ChannelNames.All);
                }

                break;
            case "seconds":
                Seconds = (int)reader.Integer(1, 3600);
                break;
            case "zero_code":
                ZeroCode = (int)reader.Integer(-ChipDocument.MostBridgeZeroCodes, ChipDocument.MostBridgeZeroCodes);
                break;
            case "gain_ppb":
                GainPpb = (int)reader.Integer(-ChipDocument.MostGainPpb, ChipDocument.MostGainPpb);
                break;
            case "date":
                Day = SlotDocument.ReadDay(reader);
                break;
            case "now":
                IsNow = reader.Flag();
                break;
            case "offset":
                Offset = (int)reader.Integer(0, BoardDocument.MaxLength);
                break;
            case "length":
                Length = (int)reader.Integer(1, BoardDocument.MaxLength);
                break;
            case "text":
                Text = reader.Text(1, 512);
                break;
            case "crc":
                Crc = reader.Text(8, 8);
                break;
            default:
                reader.RefuseName("v, id, n, cmd, slot, channel, seconds, zero_code, gain_ppb, date, now, "
                    + "offset, length, text, crc");
                break;
        }
    }
}
