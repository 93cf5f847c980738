using System;
using System.Collections.Generic;
using System.Threading;

namespace EdgeLogger.Derivation;

/// <summary>
/// Says a sentence once, however often it comes up: what one bad schema is worth is one line, not one for each frame and worker
/// that meets it. It remembers so many sentences, then begins again. Thread-safe.
/// </summary>
internal sealed class OnceOnly
{
    private const int Remembered = 1000;

    private readonly Action<string> _say;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public OnceOnly(Action<string> say) => _say = say;

    public void Say(string sentence)
    {
        lock (_gate)
        {
            if (_said.Count >= Remembered)
            {
                _said.Clear();
            }

            if (!_said.Add(sentence))
            {
                return;
            }
        }

        _say(sentence);
    }
}
