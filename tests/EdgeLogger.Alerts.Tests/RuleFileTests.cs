using System;
using System.Linq;
using System.Net;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Tests;

public sealed class RuleFileTests
{
    private static RuleSet Parse(string text) => RuleFile.Parse("alerts.yaml", text);

    private static string[] Faults(string text) =>
        [.. Assert.Throws<RuleFileException>(() => Parse(text)).Faults.Select(fault => fault.ToString())];

    [Fact]
    public void Without_a_file_there_is_a_rule_for_each_kind_of_detector() =>
        Assert.Equal(DetectorCatalogue.All.Select(kind => kind.Name), RuleSet.Default.Rules.Select(rule => rule.Name));

    [Fact]
    public void An_empty_file_and_one_of_comments_are_the_defaults()
    {
        Assert.Equal(RuleSet.Default.Rules.Count, Parse("").Rules.Count);
        Assert.Equal(RuleSet.Default.Rules.Count, Parse("# nothing yet\n").Rules.Count);
    }

    [Fact]
    public void A_file_changes_what_it_names_and_leaves_the_rest()
    {
        RuleSet set = Parse("""
            page: https://gateway.lab:8080
            group-wait: 10s
            allow-addresses: [127.0.0.1, 10.0.0.0/8]
            notifiers:
              - name: phone
                kind: ntfy
                topic: cells
                least-severity: warning
            rules:
              - name: capacity-retention
                severity: critical
                close-after: 5 cycles
                settings: {fire-below: 70}
              - name: warm
                kind: temperature-limits
                subjects: ["bench-01/*", "bench-02/?"]
                open-after: 30s
                notify: phone
            """);
        AlertRule retention = set.Find("capacity-retention")!;
        Assert.Equal((Severity.Critical, 5, 70.0),
            (retention.Severity, retention.CloseAfter.Verdicts, retention.Settings["fire-below"]));
        AlertRule warm = set.Find("warm")!;
        Assert.Equal(TimeSpan.FromSeconds(30), warm.OpenAfter.Time);
        Assert.True(warm.Judges("bench-02/3"));
        Assert.False(warm.Judges("bench-02/13"));
        Assert.Equal(RuleSet.Default.Rules.Count + 1, set.Rules.Count);
        Assert.Equal(new Uri("https://ntfy.sh"), set.Notifiers.Single().Url);
        Assert.Contains(IPNetwork.Parse("127.0.0.1/32"), set.AllowedNetworks);
    }

    [Fact]
    public void Every_fault_is_reported_with_its_line_and_column_and_what_was_wanted()
    {
        string[] faults = Faults("""
            group-wait: soon
            rules:
              - name: capacity-retention
                settings: {fire-below: 170, fire-bellow: 70}
                open-after: 30s
              - name: mine
              - name: temperature-limits
                severity: loud
                notify: [pigeon]
                colour: red
            """);
        Assert.Equal(8, faults.Length);
        Assert.StartsWith("alerts.yaml:1:13: group-wait is 'soon' and must be a time such as", faults[0],
            StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:4:28: fire-below is 170 and must be from 1 to 100 %", faults[1], StringComparison.Ordinal);
        Assert.Contains("fire-bellow", faults[2], StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:5:17: open-after is '30s' and must be a number of cycles", faults[3],
            StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:6:11: 'mine' is not a default rule: give it a kind", faults[4], StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:8:15: severity is 'loud' and must be one of info, warning, critical", faults[5],
            StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:9:13: there is no notifier 'pigeon'", faults[6], StringComparison.Ordinal);
        Assert.StartsWith("alerts.yaml:10:5: a rule has no 'colour'; it has: name, kind, severity", faults[7],
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_yaml_is_reported_with_its_place() =>
        Assert.StartsWith("alerts.yaml:2:", Assert.Single(Faults("rules: [\n}")), StringComparison.Ordinal);

    [Fact]
    public void A_rule_knows_the_lines_that_set_it()
    {
        RuleSet set = Parse("""
            rules:
              - name: capacity-retention
                severity: critical
                settings: {fire-below: 70}
              # nobody cycles at night
              - {name: test-stopped, enabled: false}
            """);
        (int, int) Lines(string name) =>
            set.Rules.Where(rule => rule.Name == name).Select(rule => (rule.FirstLine, rule.LastLine)).Single();
        Assert.Equal([(2, 4), (6, 6), (0, 0)], [Lines("capacity-retention"), Lines("test-stopped"), Lines("fade-rate")]);
    }

    [Fact]
    public void A_secret_in_the_file_is_refused_and_not_repeated()
    {
        string fault = string.Join('\n', Faults("notifiers: [{name: bot, kind: telegram, chat: '1', token: 123:abc}]"));
        Assert.Contains("a secret does not belong in this file", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("123:abc", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{name: m, kind: mail, host: h, from: nobody, to: a@b.example}", "must be a mail address")]
    [InlineData("{name: m, kind: mail, host: h, from: a@b.example}", "needs 'to'")]
    [InlineData("{name: w, kind: webhook, url: 'ftp://x/'}", "must be an address such as")]
    [InlineData("{name: w, kind: webhook, url: 'https://user:pw@x/'}", "without a user or a password")]
    [InlineData("{name: w, kind: slack}", "needs url")]
    [InlineData("{name: q, kind: mqtt, host: h, topic: t, security: starttls}", "must be tls or none")]
    [InlineData("{name: q, kind: pigeon}", "must be one of mail, webhook, slack, teams, ntfy, telegram, mqtt")]
    public void A_notifier_that_cannot_work_is_refused(string notifier, string why) =>
        Assert.Contains(why, string.Join('\n', Faults($"notifiers: [{notifier}]")), StringComparison.Ordinal);

    [Theory]
    [InlineData("- ", 500_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("{a: ", 100_000)]
    public void A_file_that_is_nested_without_end_is_refused_and_ends_no_program(string level, int times)
    {
        string text = string.Concat(Enumerable.Repeat(level, Math.Min(times, (1 << 20) / level.Length)));
        Assert.Contains("nested deeper than 32 levels", Assert.Single(Faults(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_that_stand_for_more_than_there_is_memory_are_refused()
    {
        string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 20)
                .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"))
            + "rules:\n  - {name: x, *a20 : y}\n";
        Assert.Contains("has more than 100000 parts", Assert.Single(Faults(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules: &all\n  - *all\n")]
    [InlineData("? &a [*a]\n: 1\n")]
    [InlineData("rules: *none\n")]
    public void An_alias_of_nothing_or_of_what_it_stands_in_is_refused(string text) =>
        Assert.Contains("stands for nothing that ends before it", Assert.Single(Faults(text)), StringComparison.Ordinal);

    [Fact]
    public void An_alias_of_what_ends_before_it_is_taken() =>
        Assert.Equal(2, Parse("notifiers:\n  - {name: phone, kind: ntfy, topic: &t cells}\n  - {name: "
            + "desk, kind: ntfy, topic: *t}\n").Notifiers.Count);

    // The reader of YAML gives up on this one with an exception that is none of its own.
    [Fact]
    public void A_text_on_which_the_reader_of_YAML_breaks_is_refused_as_no_YAML() =>
        Assert.Contains("this is not YAML", Assert.Single(Faults("rules: &all\n  - &one {name: a, kind: b\nantity: c}\n  - {}\n "
            + "low: 2.5}\n  - <<: *on - *one\n")), StringComparison.Ordinal);
}
