using System;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Faults.Tests;

/// <summary>Letters and rule files for tests of notifiers.</summary>
internal static class Notices
{
    public const string Mark = "00112233445566778899aabbccddeeff";

    private static readonly Evidence Fade = new(
        [1, 2, 3], "cycle", "discharge capacity / mAh",
        [new EvidenceSeries("measured", false, [1, 2, 3], [1.0, 0.9, 0.7]),
            new EvidenceSeries("expected", true, [1, 3], [1.0, 0.98])]);

    public static Letter Letter(string subject = "bench-01/0", string sentence = "capacity is at 70 %") => new(
        new Notice(Mark, NoticeKind.Opened, "fade", Severity.Critical, $"fade on {subject}: {sentence}",
            new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero),
            [new NoticeItem(7, Subject.Cell(subject), sentence, 311, new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero),
                new Uri("https://gateway.lab/cells/bench-01/0"))], 1),
        EvidencePlot.Png(Fade, "fade"), MayRepeat: false);

    /// <summary>A rule set with these notifiers, which may connect to this machine.</summary>
    public static RuleSet Rules(string notifiers, string more = "") =>
        RuleFile.Parse("alerts.yaml", $"allow-addresses: [127.0.0.1]\n{more}\nnotifiers: [{notifiers}]\n");
}
