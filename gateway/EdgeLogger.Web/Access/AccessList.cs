using System;
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

/// <summary>A person who may sign in.</summary>
/// <param name="Name">What the person signs in with.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="PasswordHash">As <see cref="Microsoft.AspNetCore.Identity.PasswordHasher{TUser}"/> writes it.</param>
/// <param name="Stamp">Changes with password and role; a session that began with another one is over.</param>
public sealed record User(string Name, Role Role, string PasswordHash, string Stamp);

/// <summary>What a program signs in with.</summary>
/// <param name="Name">What people call it by.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Sha256">SHA-256 of the secret, hexadecimal: 160 random bits need no slow hash.</param>
/// <param name="MadeUtc">When it was made.</param>
public sealed record ApiToken(string Name, Role Role, string Sha256, DateTimeOffset MadeUtc);

/// <summary>A session that somebody has signed out of.</summary>
/// <param name="Id">Its id, which its cookie holds.</param>
/// <param name="EndedUtc">When.</param>
internal sealed record EndedSession(string Id, DateTimeOffset EndedUtc);
