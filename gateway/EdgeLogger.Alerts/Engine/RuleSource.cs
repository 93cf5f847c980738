using System;
using System.IO;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>The rules file of a running gateway: looked at now and then, and taken up when it has changed. A bad one changes nothing.</summary>
internal sealed class RuleSource
{
    private readonly string _path;
    private (DateTime Written, long Length)? _seen;

    public RuleSource(string directory) => _path = Path.Combine(directory, RuleFile.FileName);

    /// <summary>Why the file as it is now is not used; empty if it is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The rules, if the file has changed since it was looked at last and can be used; else null.</summary>
    public RuleSet? TakeChanged()
    {
        FileInfo file = new(_path);
        (DateTime, long) now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        if (_seen == now)
        {
            return null;
        }

        bool isFirst = _seen is null;
        _seen = now;
        Problem = "";
        if (!file.Exists)
        {
            return RuleSet.Default;
        }

        try
        {
            return RuleFile.Load(_path);
        }
        catch (Exception error) when (error is RuleFileException or IOException or UnauthorizedAccessException)
        {
            Problem = $"{error.Message}\n{(isFirst ? "The default rules are" : "The rules of before stay")} at work until this is mended.";
            return null;
        }
    }
}
