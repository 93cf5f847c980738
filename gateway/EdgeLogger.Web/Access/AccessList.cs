using System.Collections.Generic;

namespace EdgeLogger.Web.Access;

/// <summary>What the file of an <see cref="AccessBook"/> holds.</summary>
/// <param name="Users">People.</param>
/// <param name="Tokens">Programs.</param>
internal sealed record AccessList(IReadOnlyList<User> Users, IReadOnlyList<ApiToken> Tokens)
{
    /// <summary>Sessions that were signed out of and whose cookies would still be good.</summary>
    public IReadOnlyList<EndedSession> Ended { get; init; } = [];

    public static AccessList Empty { get; } = new([], []);
}
