using System;
using System.CommandLine;
using System.Globalization;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>What silences and maintenance windows have in common.</summary>
internal sealed class SilenceOptions
{
    public Argument<string> Subjects { get; } = new("SUBJECT")
    { Description = "A cell, board or cohort; * stands for anything, as in bench-01/*." };

    public Option<string> Rules { get; } = new("--rule")
    { HelpName = "RULE", Description = "Only this rule; * stands for anything.", DefaultValueFactory = _ => "*" };

    public Option<TimeSpan?> For { get; } = ParsedOption.Of<TimeSpan?>("--for", "TIME", "How long: 45s, 10m, 2h or 3d.", Length);

    public Option<DateTimeOffset?> Until
    { get; } = MomentOption("--until", "Until when: 2026-07-01T08:00 (this machine's time zone) or 2026-07-01T08:00Z.");

    /// <summary>When it ends.</summary>
    /// <exception cref="UserErrorException">Neither or both are given, or it lies behind.</exception>
    public DateTimeOffset End(ParseResult parsed, DateTimeOffset from)
    {
        DateTimeOffset end = (parsed.GetValue(For), parsed.GetValue(Until)) switch
        {
            ({ } length, null) => from + length,
            (null, { } time) => time,
            _ => throw new UserErrorException("Say when it ends: --for 2h, or --until 2026-07-01T08:00."),
        };
        return end > from ? end : throw new UserErrorException($"It would end {end:u}, before it begins.");
    }

    /// <summary>An option that is a moment, in this machine's time zone unless it says another.</summary>
    public static Option<DateTimeOffset?> MomentOption(string name, string description) => ParsedOption.Of<DateTimeOffset?>(
        name, "TIME", description, text => CommonOptions.ParseMoment(text, DateTimeStyles.AssumeLocal));

    private static TimeSpan? Length(string text) => Duration.Parse(text) is { } length && length > TimeSpan.Zero
        ? length
        : throw new UserErrorException($"'{Given.Shown(text)}' is not a time; give 45s, 10m, 2h or 3d.");
}
