using System;
using System.Linq;
using System.Text;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>Files of alert rules: read, or refused by <see cref="RuleFileException"/> with at least one fault that has a place.</summary>
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
          - name: lab
            kind: webhook
            url: http://127.0.0.1:9/hook
        rules:
          - name: hot
            detector: limit
            quantity: temperature
            above: 60
            for: 10m
            severity: critical
            cells: ["board-*/0"]
            notify: [lab]
          - name: fade
            detector: fade-rate
            enabled: false
        """,
        """
        rules: &all
          - &one {name: a, detector: limit, quantity: voltage, below: 2.5}
          - <<: *one
            name: b
          - *one
        notifiers: *all
        """,
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly Mutator _mutator = new("[", "{", "]", "}", "- ", ": ", "? ", "&a ", "*a ", "!!int ", "|\n", ">\n", "%YAML 1.2\n", "---\n", "...\n", "\"", "'", "\t", "#", "<<: ", "&a [*a]", "\\x");

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
            FuzzException.Unless(refusal.Faults.Count > 0 && refusal.Faults.All(fault => fault.Line >= 1), $"A refusal has no place: {refusal.Message}");
            return false;
        }
    }
}
