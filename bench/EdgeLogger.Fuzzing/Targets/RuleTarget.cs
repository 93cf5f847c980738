using System;
using System.Linq;
using System.Text;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// Files of alert rules: read, or refused by <see cref="RuleFileException"/> with at least one fault that has a place.
/// </summary>
public sealed class RuleTarget : FuzzTarget
{
    private static readonly byte[][] Corpus = [.. new[]
    {
        """
        page: https://gateway.lab:8080
        group-wait: 30s
        keep-for: 400d
        allow-addresses: [10.0.0.0/8, 127.0.0.1]
        notifiers:
          - {name: phone, kind: ntfy, topic: our-lab-cells, least-severity: critical}
          - name: mail
            kind: mail
            host: mail.lab
            user: cells
            password-file: /etc/edgelogger/mail-password
            from: cells@lab.example
            to: [kim@lab.example, lee@lab.example]
        rules:
          - name: capacity-retention
            severity: critical
            settings: {fire-below: 70, clear-above: 72}
          - name: hot-chamber
            kind: temperature-limits
            subjects: ["bench-01/*"]
            open-after: 5m
            notify: [phone]
          - {name: test-stopped, enabled: false}
        """,
        """
        notifiers:
          - {name: hook, kind: webhook, url: "http://127.0.0.1:9/hook", token-env: TOKEN}
          - {name: broker, kind: mqtt, host: lab, port: 1883, security: none, topic: &t cells}
          - {name: chat, kind: telegram, chat: 5, token-file: *t}
        rules:
          - name: &n capacity-retention
            when-stale: close
            stale-after: 2d
            close-after: 3 cycles
        """,
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly Mutator _mutator = new("[", "{", "]", "}", "- ", ": ", "? ", "&a ", "*a ", "!!int ", "|\n", ">\n",
        "%YAML 1.2\n", "---\n", "...\n", "\"", "'", "\t", "#", "<<: ", "&a [*a]", "\\x");

    public override string Name => "rules";

    /// <summary>A tree of YAML nodes is large beside its text.</summary>
    public override long MostBytes(int length) => (4 << 20) + (4096L * length);

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(Corpus, random);

    public override bool Try(byte[] input)
    {
        try
        {
            RuleSet rules = RuleFile.Parse("alerts.yaml", Encoding.UTF8.GetString(input));
            _ = rules.Rules.Select(rule => rule.ToString()).Count();
            return true;
        }
        catch (RuleFileException refusal)
        {
            FuzzException.Unless(refusal.Faults.Count > 0 && refusal.Faults.All(fault => fault.Line >= 1),
                $"A refusal has no place: {refusal.Message}");
            return false;
        }
    }
}
