using System.Text.Json;
using EdgeLogger.Boards.Commands;

namespace EdgeLogger.Web.Components.Boards;

/// <summary>What a state document says of the board's configuration.</summary>
/// <param name="Version">The version it runs by.</param>
/// <param name="IsTrial">It is being tried, and is rolled back if the board does not get through with it.</param>
/// <param name="LastVersion">The version that was offered last.</param>
/// <param name="Last">What became of that one.</param>
/// <param name="Reason">Why, if it was not taken; may be empty.</param>
public sealed record ConfigurationStanding(long Version, bool IsTrial, long? LastVersion, string? Last, string Reason)
{
    /// <summary>The version offered last is not the one that it runs by.</summary>
    public bool IsBehind => LastVersion is { } last && last != Version && Reason.Length > 0;

    /// <summary>The same for a person.</summary>
    public override string ToString() => $"version {Version}{(IsTrial ? ", on trial" : "")}"
        + (IsBehind ? $"; version {LastVersion} was {Last?.Replace('-', ' ')}: {Reason}" : "");

    /// <summary>Reads a state document; null if the board reports nothing of a configuration.</summary>
    internal static ConfigurationStanding? Of(JsonElement state) =>
        state.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.Object
        && StateNumber.Whole(config, "version") is { } version
            ? new ConfigurationStanding(
                version, config.TryGetProperty("trial", out JsonElement trial) && trial.ValueKind == JsonValueKind.True,
                StateNumber.Whole(config, "last_version"), BoardStanding.Text(config, "last"),
                BoardStanding.Text(config, "reason") ?? "")
            : null;
}
