using System;
using System.IO;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// The rules file of a running gateway: looked at now and then, and applied when it has changed. A bad one changes nothing.
/// </summary>
internal sealed class RuleSource
{
    private readonly string _path;
    private (DateTime Written, long Length)? _seen;
    private bool _hasRules;

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

        try
        {
            RuleSet rules = file.Exists ? RuleFile.Load(_path) : RuleSet.Default;
            (_seen, Problem, _hasRules) = (now, "", true);
            return rules;
        }
        catch (RuleFileException error)
        {
            _seen = now;
            NoteProblem(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Perhaps only for now: it is read again at the next look, changed or not.
            NoteProblem(error);
        }

        return null;
    }

    private void NoteProblem(Exception error)
    {
        Problem = $"{error.Message}\n{(_hasRules ? "The rules of before stay" : "The default rules are")} at "
            + "work until this is fixed.";
        _hasRules = true;
    }
}
