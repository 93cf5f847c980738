using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// The board's serial line: one command a line, as JSON with its CRC-32 behind it from a program, in words from a person; each
/// answer is one line of JSON with its CRC-32. docs/specs/board-commands.md. What comes in is never echoed: it may be a password.
/// </summary>
public sealed class SerialConsole
{
    /// <summary>The longest line, bytes.</summary>
    public const int LongestLine = 1024;

    // " *" and eight digits.
    private const int CrcLength = 10;
    private const string Help = "Commands: identify, report, config, reboot, and of a slot: measure 0, tare 0, zero 0, burst 0. "
        + "Or JSON, as docs/specs/board-commands.md has it.";

    private readonly ISerialLine _serial;
    private readonly CommandDesk _desk;
    private readonly BoardSettings _settings;
    private readonly byte[] _chunk = new byte[128];
    private readonly byte[] _line = new byte[LongestLine];
    private int _length;
    private bool _isTooLong;

    public SerialConsole(ISerialLine serial, CommandDesk desk, BoardSettings settings)
    {
        _serial = serial;
        _desk = desk;
        _settings = settings;
    }

    /// <summary>Lines that were damaged or too long.</summary>
    public int Damaged { get; private set; }

    /// <summary>Takes what has arrived, and gives the answers that are ready. Whether anything was done.</summary>
    public bool Step()
    {
        bool busy = false;
        int count = _serial.Read(_chunk, 0, _chunk.Length);
        while (count > 0)
        {
            busy = true;
            for (int i = 0; i < count; i++)
            {
                Take(_chunk[i]);
            }

            count = _serial.Read(_chunk, 0, _chunk.Length);
        }

        byte[]? answer = _desk.SerialAnswer;
        while (answer != null)
        {
            busy = true;
            Say(answer);
            _desk.SerialAnswerSent();
            answer = _desk.SerialAnswer;
        }

        return busy;
    }

    private void Take(byte c)
    {
        if (c != '\n' && c != '\r')
        {
            if (_length < LongestLine)
            {
                _line[_length++] = c;
            }
            else
            {
                _isTooLong = true;
            }

            return;
        }

        if (_isTooLong)
        {
            Damage("a line has " + LongestLine.ToString() + " bytes at most");
        }
        else if (_length > 0)
        {
            TakeLine();
        }
        else if (c == '\n')
        {
            Print("EdgeLogger " + FirmwareVersion.Text + ", board " + _settings.BoardId + ", configuration "
                + (_settings.Version == 0 ? "none" : _settings.Version.ToString()) + ". help lists commands.");
        }

        // It may have held a password.
        System.Array.Clear(_line, 0, _length);
        _length = 0;
        _isTooLong = false;
    }

    private void TakeLine()
    {
        if (_line[0] != '{')
        {
            TakeWords(Encoding.UTF8.GetString(_line, 0, _length).Trim());
            return;
        }

        int length = _length;
        if (length > CrcLength && _line[length - CrcLength] == ' ' && _line[length - CrcLength + 1] == '*')
        {
            length -= CrcLength;
            if (!HexText.TryRead32(Encoding.UTF8.GetString(_line, length + 2, 8), 0, out uint crc)
                || crc != Crc32.Compute(_line, 0, length))
            {
                Damage("the line was damaged: send it again");
                return;
            }
        }

        _desk.TakeSerial(_line, 0, length);
    }

    private void TakeWords(string words)
    {
        int space = words.IndexOf(' ');
        string name = space < 0 ? words : words.Substring(0, space);
        string slot = space < 0 ? "" : words.Substring(space + 1).Trim();
        if (name == "help" || (slot.Length > 0 && !int.TryParse(slot, out _)))
        {
            Print(Help);
            return;
        }

        StringBuilder json = new StringBuilder();
        json.Append('{');
        JsonText.AppendText(json, "cmd", name);
        if (slot.Length > 0)
        {
            JsonText.AppendName(json, "slot");
            json.Append(slot);
        }

        json.Append('}');
        byte[] command = Encoding.UTF8.GetBytes(json.ToString());
        _desk.TakeSerial(command, 0, command.Length);
    }

    private void Damage(string problem)
    {
        Damaged++;
        CommandRequest none = new CommandRequest();
        Say(CommandAnswer.Refusal(none, problem));
    }

    private void Say(byte[] json)
    {
        _serial.Write(json, 0, json.Length);
        StringBuilder end = new StringBuilder();
        end.Append(" *");
        JsonText.AppendHex32(end, Crc32.Compute(json, 0, json.Length));
        Print(end.ToString());
    }

    private void Print(string text)
    {
        byte[] line = Encoding.UTF8.GetBytes(text + "\n");
        _serial.Write(line, 0, line.Length);
    }
}
