namespace EdgeLogger.Web.Access;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">What the person signs in with.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="PasswordHash">As <see cref="Microsoft.AspNetCore.Identity.PasswordHasher{TUser}"/> writes it.</param>
/// <param name="Stamp">Changes with password and role; a session that began with another one is over.</param>
public sealed record User(string Name, Role Role, string PasswordHash, string Stamp);
