using System;
using System.CommandLine;
using System.Globalization;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>What silences and maintenance windows have in common.</summary>
internal sealed class SilenceOptions
{
    public Argument<string> Subjects { get; } = new("SUBJECT") { Description = "A cell, board or cohort; * stands for anything, as in bench-01/*." };

    public Option<string> Rules { get; } = new("--rule") { HelpName = "RULE", Description = "Only this rule; * stands for anything.", DefaultValueFactory = _ => "*" };

    public Option<string?> For { get; } = new("--for") { HelpName = "TIME", Description = "How long: 45s, 10m, 2h or 3d." };

    public Option<string?> Until { get; } = new("--until") { HelpName = "TIME", Description = "Until when: 2026-07-01T08:00 (this machine's time zone) or 2026-07-01T08:00Z." };

    /// <summary>When it ends.</summary>
    /// <exception cref="UserErrorException">Neither or both are given, or it cannot be read, or lies behind.</exception>
    public DateTimeOffset End(ParseResult parsed, DateTimeOffset from)
    {
        DateTimeOffset end = (parsed.GetValue(For), parsed.GetValue(Until)) switch
        {
            ({ } length, null) => from + (Duration.Parse(length) ?? throw new UserErrorException($"--for {length}: a time is written 45s, 10m, 2h or 3d.")),
            (null, { } time) => Moment("--until", time),
            _ => throw new UserErrorException("Say when it ends: --for 2h, or --until 2026-07-01T08:00."),
        };
        return end > from ? end : throw new UserErrorException($"It would end {end:u}, before it begins.");
    }

    /// <summary>Reads a moment.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static DateTimeOffset Moment(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset moment)
            ? moment.ToUniversalTime()
            : throw new UserErrorException($"{option} {text}: a moment is written 2026-07-01T08:00, or 2026-07-01T08:00Z.");
}
