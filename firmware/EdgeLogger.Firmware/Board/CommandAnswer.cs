using System.Text;
using EdgeLogger.Firmware.Json;

namespace EdgeLogger.Firmware.Board;

/// <summary>Writes the answer to a command: {"v":1,"id":...,"cmd":...,"ok":true, and more}.</summary>
internal sealed class CommandAnswer
{
    private readonly StringBuilder _json = new StringBuilder();

    private CommandAnswer(CommandRequest request, bool isOk)
    {
        _json.Append("{\"v\":1");
        JsonText.AppendText(_json, "id", request.Id);
        JsonText.AppendText(_json, "cmd", request.Name);
        JsonText.AppendFlag(_json, "ok", isOk);
    }

    /// <summary>Where more is appended.</summary>
    public StringBuilder Json => _json;

    /// <summary>It is done.</summary>
    public static CommandAnswer Done(CommandRequest request) => new CommandAnswer(request, true);

    /// <summary>It is refused, for this reason.</summary>
    public static byte[] Refusal(CommandRequest request, string reason)
    {
        CommandAnswer answer = new CommandAnswer(request, false);
        JsonText.AppendText(answer._json, "error", reason);
        return answer.ToBytes();
    }

    /// <summary>It is refused because its number is not above the last one taken, which is reported.</summary>
    public static byte[] Repeated(CommandRequest request, long taken)
    {
        CommandAnswer answer = new CommandAnswer(request, false);
        JsonText.AppendText(answer._json, "error", "n: wanted a number above " + taken.ToString() + ": a command is done once");
        JsonText.AppendNumber(answer._json, "taken", taken);
        return answer.ToBytes();
    }

    /// <summary>Appends a whole document as a member.</summary>
    public CommandAnswer With(string name, byte[] document)
    {
        JsonText.AppendName(_json, name);
        _json.Append(Encoding.UTF8.GetString(document, 0, document.Length));
        return this;
    }

    public byte[] ToBytes()
    {
        _json.Append('}');
        return Encoding.UTF8.GetBytes(_json.ToString());
    }
}
