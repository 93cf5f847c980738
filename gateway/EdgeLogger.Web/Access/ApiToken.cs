using System;

namespace EdgeLogger.Web.Access;

/// <summary>What a program signs in with.</summary>
/// <param name="Name">What people call it by.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Sha256">SHA-256 of the secret, hexadecimal: 160 random bits need no slow hash.</param>
/// <param name="MadeUtc">When it was made.</param>
public sealed record ApiToken(string Name, Role Role, string Sha256, DateTimeOffset MadeUtc);
